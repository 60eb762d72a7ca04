package io.eventbus.spring;

import io.eventbus.consume.AsyncEventHandler;
import io.eventbus.consume.BatchEventHandler;
import io.eventbus.consume.EventHandler;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Has native images keep what is needed to write events as JSON and to read them: of the types that
 * handlers take, wherever they are, and of all types in the packages of the application. A type
 * that is published only and comes from elsewhere is the application's to name, with {@code
 * RegisterReflectionForBinding}. Methods with {@link OnEvent} are kept by that annotation.
 */
final class EventTypeHints implements BeanFactoryInitializationAotProcessor {

  private static final List<Class<?>> HANDLERS =
      List.of(EventHandler.class, AsyncEventHandler.class, BatchEventHandler.class);

  @Override
  public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
      ConfigurableListableBeanFactory beans) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (var name : beans.getBeanDefinitionNames()) {
      handledBy(RegisteredBean.of(beans, name).getBeanType()).forEach(types::add);
    }
    if (AutoConfigurationPackages.has(beans)) {
      AutoConfigurationPackages.get(beans)
          .forEach(each -> types.addAll(declaredIn(each, beans.getBeanClassLoader())));
    }
    var bound = types.toArray(Class<?>[]::new);
    return (context, code) ->
        new BindingReflectionHintsRegistrar()
            .registerReflectionHints(context.getRuntimeHints().reflection(), bound);
  }

  private static Stream<Class<?>> handledBy(ResolvableType bean) {
    var type = bean.toClass();
    Stream<Class<?>> ofMethods =
        HandlerSearch.methodsOf(type).keySet().stream()
            .map(method -> HandlerShape.of(method, type).eventClass());
    Stream<Class<?>> ofBean =
        HANDLERS.stream()
            .<@Nullable Class<?>>map(handler -> bean.as(handler).getGeneric(0).resolve())
            .filter(found -> found != null && IntegrationEvent.class.isAssignableFrom(found))
            .<Class<?>>map(found -> found);
    return Stream.concat(ofMethods, ofBean);
  }

  private static List<Class<?>> declaredIn(String basePackage, @Nullable ClassLoader classLoader) {
    var search = new ClassPathScanningCandidateComponentProvider(false);
    search.addIncludeFilter(new AnnotationTypeFilter(EventType.class));
    return search.findCandidateComponents(basePackage).stream()
        .<Class<?>>map(
            found ->
                ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), classLoader))
        .toList();
  }
}
