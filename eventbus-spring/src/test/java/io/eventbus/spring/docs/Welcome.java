package io.eventbus.spring.docs;

import io.eventbus.spring.OnEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

// docs:handler
@Component
class Welcome {
  final List<String> names = new CopyOnWriteArrayList<>();

  @OnEvent
  void on(TeacherCreated event) {
    names.add(event.fullName());
  }
}
// docs:end
