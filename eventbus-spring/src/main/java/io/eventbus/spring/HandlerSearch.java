package io.eventbus.spring;

import io.eventbus.consume.AsyncEventHandler;
import io.eventbus.consume.BatchEventHandler;
import io.eventbus.consume.EventHandler;
import io.eventbus.event.IntegrationEvent;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Finds the handlers of events among the beans of the application. */
final class HandlerSearch {

  private static final Logger log = LoggerFactory.getLogger(HandlerSearch.class);

  private static final String SPRING = "org.springframework.";

  private static final List<Class<?>> HANDLERS =
      List.of(EventHandler.class, AsyncEventHandler.class, BatchEventHandler.class);

  private final ConfigurableListableBeanFactory beans;
  private final HandlerOptionsFactory options;
  private final Registrations registrations;

  HandlerSearch(
      ConfigurableListableBeanFactory beans,
      HandlerOptionsFactory options,
      Registrations registrations) {
    this.beans = beans;
    this.options = options;
    this.registrations = registrations;
  }

  /**
   * All that there are.
   *
   * @throws EventBusStartException if one cannot handle events
   */
  List<Registration> find() {
    List<Registration> found = new ArrayList<>();
    for (var name : beans.getBeanNamesForType(Object.class)) {
      if (!ScopedProxyUtils.isScopedTarget(name)) {
        search(name, found);
      }
    }
    return found;
  }

  private void search(String name, List<Registration> found) {
    var type = classOf(name);
    if (type == null || ofSpring(type)) {
      return;
    }
    var methods = methodsOf(type);
    methods.forEach((method, annotation) -> found.add(ofMethod(name, type, method, annotation)));
    if (methods.keySet().stream().noneMatch(method -> isOfHandler(method, type))) {
      var handler = ofBean(name, type);
      if (handler != null) {
        found.add(handler);
      }
    }
  }

  /**
   * Whether it is one that Spring brings, as are most of an application: those have no handlers.
   */
  private static boolean ofSpring(Class<?> type) {
    return type.getName().startsWith(SPRING)
        && !AnnotatedElementUtils.hasAnnotation(ClassUtils.getUserClass(type), Component.class);
  }

  /** The class that has the methods, of a scoped proxy that of its target. */
  private @Nullable Class<?> classOf(String name) {
    var type = AutoProxyUtils.determineTargetClass(beans, name);
    var target = ScopedProxyUtils.getTargetBeanName(name);
    return type != null && ScopedObject.class.isAssignableFrom(type) && beans.containsBean(target)
        ? AutoProxyUtils.determineTargetClass(beans, target)
        : type;
  }

  /** Whether it is the one by which a bean is a handler, so that it is not to be found twice. */
  private static boolean isOfHandler(Method method, Class<?> type) {
    return method.getName().equals("handle")
        && HANDLERS.stream()
            .map(handler -> ResolvableType.forClass(type).as(handler).getGeneric(0).resolve())
            .anyMatch(event -> event == HandlerShape.of(method, type).eventClass());
  }

  /** The methods of a class that handle. Not those that make beans: that is about the bean. */
  static Map<Method, OnEvent> methodsOf(Class<?> type) {
    if (!AnnotationUtils.isCandidateClass(type, OnEvent.class)) {
      return Map.of();
    }
    try {
      return MethodIntrospector.selectMethods(
          type, (MethodIntrospector.MetadataLookup<@Nullable OnEvent>) HandlerSearch::annotationOf);
    } catch (IllegalStateException e) {
      // Signatures with classes that are not there; Spring itself takes such a bean for one without
      // listeners, too.
      log.debug("the methods of {} cannot be read, it counts as none with @OnEvent", type, e);
      return Map.of();
    }
  }

  private static @Nullable OnEvent annotationOf(Method method) {
    return AnnotatedElementUtils.hasAnnotation(method, Bean.class)
        ? null
        : AnnotatedElementUtils.findMergedAnnotation(method, OnEvent.class);
  }

  private Registration ofMethod(String name, Class<?> type, Method method, OnEvent annotation) {
    var shape = HandlerShape.of(method, type);
    var origin = HandlerShape.nameOf(method);
    var exposed = beans.getType(name);
    try {
      var invocable = AopUtils.selectInvocableMethod(method, exposed == null ? type : exposed);
      ReflectionUtils.makeAccessible(invocable);
      return registrations.of(
          new HandlerMethod(() -> beans.getBean(name), invocable, shape),
          origin,
          options.of(annotation, origin));
    } catch (IllegalStateException e) {
      throw new EventBusStartException(
          "The @OnEvent method " + origin + " cannot be called through the proxy of its bean",
          "Make it public, or name it in an interface of the bean.",
          e);
    }
  }

  private @Nullable Registration ofBean(String name, Class<?> type) {
    Supplier<HandlerOptions> own =
        () -> options.of(beans.findAnnotationOnBean(name, OnEvent.class), "bean '" + name + "'");
    if (EventHandler.class.isAssignableFrom(type)) {
      return ofHandler(eventClass(name, type, EventHandler.class), name, own.get());
    }
    if (AsyncEventHandler.class.isAssignableFrom(type)) {
      return ofAsync(eventClass(name, type, AsyncEventHandler.class), name, own.get());
    }
    if (BatchEventHandler.class.isAssignableFrom(type)) {
      return ofBatches(eventClass(name, type, BatchEventHandler.class), name, own.get());
    }
    if (beans.findAnnotationOnBean(name, OnEvent.class) != null) {
      throw new EventBusStartException(
          "The bean '" + name + "' has @OnEvent but is no handler of events",
          "Put @OnEvent on its method, or let it implement EventHandler.",
          null);
    }
    return null;
  }

  @SuppressWarnings("unchecked") // its generic says so
  private <E extends IntegrationEvent> Registration ofHandler(
      Class<E> eventClass, String name, HandlerOptions own) {
    var bean = (EventHandler<E>) beans.getBean(name, EventHandler.class);
    return registrations.of(eventClass, bean, name, own);
  }

  @SuppressWarnings("unchecked") // its generic says so
  private <E extends IntegrationEvent> Registration ofAsync(
      Class<E> eventClass, String name, HandlerOptions own) {
    var bean = (AsyncEventHandler<E>) beans.getBean(name, AsyncEventHandler.class);
    return registrations.ofAsync(eventClass, bean, name, own);
  }

  @SuppressWarnings("unchecked") // its generic says so
  private <E extends IntegrationEvent> Registration ofBatches(
      Class<E> eventClass, String name, HandlerOptions own) {
    var bean = (BatchEventHandler<E>) beans.getBean(name, BatchEventHandler.class);
    return registrations.ofBatches(eventClass, bean, name, own);
  }

  /** What the bean's definition or its class says, since a lambda has no generics. */
  private Class<? extends IntegrationEvent> eventClass(
      String name, Class<?> type, Class<?> handlerType) {
    var declared =
        beans.containsBeanDefinition(name)
            ? beans.getMergedBeanDefinition(name).getResolvableType()
            : ResolvableType.NONE;
    for (var candidate : List.of(declared, ResolvableType.forClass(type))) {
      var found = candidate.as(handlerType).getGeneric(0).resolve();
      if (found != null
          && found != IntegrationEvent.class
          && IntegrationEvent.class.isAssignableFrom(found)) {
        return found.asSubclass(IntegrationEvent.class);
      }
    }
    throw new EventBusStartException(
        "Of the bean '" + name + "' nobody can tell which events it handles",
        "Declare the type of its event: "
            + handlerType.getSimpleName()
            + "<YourEvent> as the type that its @Bean method returns.",
        null);
  }
}
