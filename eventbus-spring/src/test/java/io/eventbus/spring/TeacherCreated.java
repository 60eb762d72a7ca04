package io.eventbus.spring;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;

@EventType("teacher.created")
record TeacherCreated(String teacherId) implements IntegrationEvent {

  @Override
  public String key() {
    return teacherId;
  }
}
