package io.eventbus.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of the handlers alone: of the application's components it has those with {@link
 * io.eventbus.spring.OnEvent} methods, handler beans and customizers of the bus, and of the
 * auto-configurations only that of the bus. What the handlers need else comes from the test, such
 * as a {@code @MockitoBean}. For all of the application use {@code @SpringBootTest} and {@link
 * AutoConfigureEventBus}.
 */
@AutoConfigureEventBus
@BootstrapWith(EventBusTestContextBootstrapper.class)
@Documented
@ExtendWith(SpringExtension.class)
@Inherited
@OverrideAutoConfiguration(enabled = false)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@TypeExcludeFilters(EventBusTypeExcludeFilter.class)
public @interface EventBusTest {

  /** The broker, topics in memory, or the recorder. */
  @AliasFor(annotation = AutoConfigureEventBus.class)
  TestBus value() default TestBus.BROKER;

  /** Properties of the environment, each as {@code key=value}. */
  String[] properties() default {};

  /** Whether the components named above are in the test. */
  boolean useDefaultFilters() default true;

  /** Components that are in the test, too. */
  Filter[] includeFilters() default {};

  /** Components that are not in the test. */
  Filter[] excludeFilters() default {};
}
