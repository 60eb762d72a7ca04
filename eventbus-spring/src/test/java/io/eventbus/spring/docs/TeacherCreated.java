package io.eventbus.spring.docs;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;

// docs:event
@EventType("teacher.created")
public record TeacherCreated(String teacherId, String fullName) implements IntegrationEvent {
  @Override
  public String key() {
    return teacherId; // events of one teacher stay in order
  }
}
// docs:end
