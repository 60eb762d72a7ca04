package io.eventbus.spring.test;

import io.eventbus.consume.AsyncEventHandler;
import io.eventbus.consume.BatchEventHandler;
import io.eventbus.consume.EventHandler;
import io.eventbus.spring.EventBusCustomizer;
import io.eventbus.spring.EventConsumerCustomizer;
import io.eventbus.spring.OnEvent;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves the handlers of events in the context of an {@link EventBusTest}, and little else. */
final class EventBusTypeExcludeFilter
    extends StandardAnnotationCustomizableTypeExcludeFilter<EventBusTest> {

  EventBusTypeExcludeFilter(Class<?> testClass) {
    super(testClass);
  }

  @Override
  protected Set<Class<?>> getKnownIncludes() {
    return Set.of(
        OnEvent.class,
        EventHandler.class,
        AsyncEventHandler.class,
        BatchEventHandler.class,
        EventBusCustomizer.class,
        EventConsumerCustomizer.class);
  }

  @Override
  protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory readers)
      throws IOException {
    return reader.getAnnotationMetadata().hasAnnotatedMethods(OnEvent.class.getName())
        || super.defaultInclude(reader, readers);
  }
}
