package io.eventbus.benchmarks.start;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.spring.OnEvent;
import java.io.IOException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** As {@link PlainApplication}, with this library. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EventbusApplication {

  public static void main(String[] args) throws IOException {
    Started.run(EventbusApplication.class, args);
  }

  @OnEvent(topics = "${start.topic}", group = "${start.group}")
  void on(TeacherCreated event) {}

  /** An event. */
  @EventType("teacher.created")
  record TeacherCreated(String teacherId, String fullName) implements IntegrationEvent {}
}
