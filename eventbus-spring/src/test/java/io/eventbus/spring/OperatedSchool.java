package io.eventbus.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/** An application whose endpoint is exposed, and which cannot handle teachers that are bad. */
@SpringBootConfiguration
@EnableAutoConfiguration
class OperatedSchool {

  static final String WRITES = "--eventbus.endpoint.writes=true";
  static final String OUTBOX = "--eventbus.outbox.enabled=true";

  final List<AuditEvent> audit = new CopyOnWriteArrayList<>();

  /**
   * Starts one.
   *
   * @param name its group and the prefix of its topics
   */
  static ConfigurableApplicationContext run(String servers, String name, String... properties) {
    var arguments = new ArrayList<>(List.of(properties));
    arguments.add("--spring.application.name=school");
    arguments.add("--spring.datasource.generate-unique-name=true");
    arguments.add("--spring.main.banner-mode=off");
    arguments.add("--server.port=0");
    arguments.add("--eventbus.bootstrap-servers=" + servers);
    arguments.add("--eventbus.topic-prefix=" + name);
    arguments.add("--eventbus.consumer.group=" + name); // letters are a group's, of all topics
    arguments.add("--eventbus.consumer.retry.max-attempts=1");
    arguments.add("--management.endpoints.web.exposure.include=eventbus,info");
    return new SpringApplication(OperatedSchool.class).run(arguments.toArray(String[]::new));
  }

  static String unique() {
    return "t" + System.nanoTime();
  }

  @OnEvent
  void on(TeacherCreated event) {
    if (event.teacherId().startsWith("bad")) {
      throw new IllegalStateException("secret " + event.teacherId());
    }
  }

  @EventListener
  void on(AuditApplicationEvent event) {
    audit.add(event.getAuditEvent());
  }
}
