package io.eventbus.spring.docs;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

// docs:application
@SpringBootApplication
public class SchoolApplication {
  public static void main(String[] args) {
    SpringApplication.run(SchoolApplication.class, args);
  }
}
// docs:end
