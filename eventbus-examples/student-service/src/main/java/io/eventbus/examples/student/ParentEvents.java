package io.eventbus.examples.student;

import io.eventbus.examples.school.contracts.ParentCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.SchoolTopics;
import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/**
 * Follows the parents. Nothing in the table of contacts keeps one from being added twice: the claim
 * of the event in the inbox does, which is in the same transaction.
 */
@Component
final class ParentEvents {

  private final ContactRepository contacts;

  ParentEvents(ContactRepository contacts) {
    this.contacts = contacts;
  }

  @OnEvent(topics = SchoolTopics.PARENT_CREATED, idempotent = true)
  void created(ParentCreatedIntegrationEvent event) {
    contacts.add(
        event.studentId(),
        new Contact(event.parentId(), event.fullName(), event.phoneNumber(), event.email()));
  }
}
