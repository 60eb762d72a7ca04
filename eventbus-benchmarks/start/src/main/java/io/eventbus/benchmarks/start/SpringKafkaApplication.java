package io.eventbus.benchmarks.start;

import java.io.IOException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.annotation.KafkaListener;

/** As {@link PlainApplication}, with spring-kafka, whose producer is made when it is first used. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SpringKafkaApplication {

  public static void main(String[] args) throws IOException {
    Started.run(SpringKafkaApplication.class, args);
  }

  @KafkaListener(topics = "${start.topic}", groupId = "${start.group}")
  void on(String teacherCreated) {}
}
