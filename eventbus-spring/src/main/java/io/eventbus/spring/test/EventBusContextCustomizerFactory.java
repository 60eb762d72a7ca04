package io.eventbus.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link AutoConfigureEventBus} on test classes. */
final class EventBusContextCustomizerFactory implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
    var found =
        TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureEventBus.class);
    return found == null ? null : new EventBusContextCustomizer(found.value());
  }
}
