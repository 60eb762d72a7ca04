package io.eventbus.benchmarks.start;

import java.io.IOException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A web application with an actuator. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PlainApplication {

  public static void main(String[] args) throws IOException {
    Started.run(PlainApplication.class, args);
  }
}
