package io.eventbus.examples.identity;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventContext;
import io.eventbus.examples.school.contracts.SchoolTopics;
import io.eventbus.examples.school.contracts.TeacherCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherDeletedIntegrationEvent;
import io.eventbus.retry.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Follows the teachers. As a {@link SmartLifecycle} of the default phase it starts when all else is
 * ready and stops before anything else does.
 *
 * <p>An event may come twice, and what was deleted may be heard of before it was created, because
 * the two are on different topics. {@link UserRepository} gives the same result either way.
 */
@Component
final class TeacherEvents implements SmartLifecycle {

  /** An event that the database will never take is not tried again but becomes a dead letter. */
  private static final RetryPolicy RETRY =
      RetryPolicy.defaults().notOn(DataIntegrityViolationException.class);

  private final EventBus bus;
  private final UserRepository users;
  private volatile @Nullable EventConsumer consumer;

  TeacherEvents(EventBus bus, UserRepository users) {
    this.bus = bus;
    this.users = users;
  }

  @Override
  public void start() {
    consumer =
        bus.consumer("identity-service")
            .on(TeacherCreatedIntegrationEvent.class, SchoolTopics.TEACHER_CREATED, this::created)
            .on(TeacherDeletedIntegrationEvent.class, SchoolTopics.TEACHER_DELETED, this::deleted)
            .retry(RETRY)
            .start();
  }

  private void created(TeacherCreatedIntegrationEvent event, EventContext context) {
    users.add(
        User.pending(
            event.teacherId(),
            event.tenantId(),
            event.phoneNumber(),
            event.fullName(),
            event.email()));
  }

  private void deleted(TeacherDeletedIntegrationEvent event, EventContext context) {
    users.deactivate(
        User.pending(
            event.teacherId(),
            event.tenantId(),
            event.phoneNumber(),
            event.fullName(),
            event.email()));
  }

  @Override
  public void stop() {
    var running = consumer;
    if (running != null) {
      running.close();
      consumer = null;
    }
  }

  @Override
  public boolean isRunning() {
    return consumer != null;
  }
}
