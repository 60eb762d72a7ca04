package io.eventbus.examples.teacher;

import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates parents and tells the other services, in one transaction. */
@Service
class ParentService {

  private final ParentRepository parents;
  private final EventPublisher events;

  ParentService(ParentRepository parents, EventPublisher events) {
    this.parents = parents;
    this.events = events;
  }

  /**
   * Creates a parent.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another of the student has the number
   */
  @Transactional
  Parent create(NewParent newParent) {
    var parent = newParent.withId(UUID.randomUUID());
    parents.insert(parent);
    var options = PublishOptions.defaults().withTenantId(parent.tenantId().toString());
    events.publish(parent.created(), options);
    return parent;
  }

  Optional<Parent> find(UUID id) {
    return parents.find(id);
  }
}
