package io.eventbus.examples.course;

import io.eventbus.spring.test.AutoConfigureEventBus;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test of the whole service on a broker. All classes with it share one service. */
@AutoConfigureEventBus
@Import(CourseServiceTestParts.class)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = CourseApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=course-service",
      "server.tomcat.basedir=target/tomcat",
      "course.identity-timeout=20s",
      "course.deadline-check=100ms",
      "course.catalogue-check=100ms",
      // So soon is a topic found that is new.
      "eventbus.client.metadata.max.age.ms=500"
    })
@Target(ElementType.TYPE)
@interface CourseServiceTest {}
