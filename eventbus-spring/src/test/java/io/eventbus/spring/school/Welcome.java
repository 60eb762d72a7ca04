package io.eventbus.spring.school;

import io.eventbus.spring.OnEvent;
import io.eventbus.spring.docs.TeacherCreated;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

@Component
class Welcome {
  final List<String> names = new CopyOnWriteArrayList<>();

  @OnEvent
  void on(TeacherCreated event) {
    names.add(event.fullName());
  }
}
