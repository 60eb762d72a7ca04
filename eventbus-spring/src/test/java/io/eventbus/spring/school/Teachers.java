package io.eventbus.spring.school;

import io.eventbus.publish.EventPublisher;
import io.eventbus.spring.docs.TeacherCreated;
import org.springframework.stereotype.Service;

@Service
class Teachers {
  private final EventPublisher publisher;

  Teachers(EventPublisher publisher) {
    this.publisher = publisher;
  }

  void create(String id, String name) {
    publisher.publish(new TeacherCreated(id, name));
  }
}
