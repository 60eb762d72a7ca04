package io.eventbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every public method that is given nonsense fails at once and names the argument. */
class NonsenseArgumentsTest {

  /** Written by users, or handed out by the library only. */
  private static final Set<String> NOT_CHECKED =
      Set.of(
          "EventBusException",
          "OutageException",
          "UnresolvedBrokersException",
          "KafkaRefusals",
          "PublishReport",
          "RedrivePlan",
          "RedriveReport",
          "RedriveProgress",
          "Fate",
          "PublishFallback",
          "Upcaster",
          "TopicReport",
          "Difference",
          "ConsumerStatistics",
          "ConsumerStatus",
          "PartitionStatus",
          "SendCallback",
          "SentRecord",
          "InboxStore",
          "OutboxStore",
          "OutboxWriter",
          "CurrentTransaction",
          "Transactions",
          "Work",
          "TransactionalHandler",
          "TransactionalBatchHandler",
          "OutboxException",
          "OutboxRow",
          "OutboxBacklog",
          "HeldEvent",
          "HeldKey",
          "IdRange",
          "RelayStatus",
          "Arguments",
          "EventHandler",
          "AsyncEventHandler",
          "BatchEventHandler",
          "RecordHandler");

  private static final Map<Class<?>, Object> SAMPLES = SampleArguments.all();

  @AfterAll
  static void close() {
    SampleArguments.close();
  }

  @TestFactory
  Stream<DynamicTest> nullIsRefused() {
    return cases(parameter -> !parameter.getType().isPrimitive() && !mayBeNull(parameter), null);
  }

  @TestFactory
  Stream<DynamicTest> negativeDurationsAreRefused() {
    return cases(
        parameter -> parameter.getType() == Duration.class && !isOperation(parameter),
        Duration.ofMillis(-1));
  }

  @TestFactory
  Stream<DynamicTest> endlessDurationsAreRefused() {
    return cases(
        parameter -> parameter.getType() == Duration.class && !isOperation(parameter),
        Duration.ofSeconds(Long.MAX_VALUE));
  }

  @TestFactory
  Stream<DynamicTest> blankTextIsRefused() {
    var anyText = Set.of("value", "prefix");
    return cases(
        parameter ->
            parameter.getType() == String.class
                && !mayBeNull(parameter)
                && !isOperation(parameter)
                && !anyText.contains(parameter.getName())
                && !owner(parameter).equals("EventHeader")
                && !(owner(parameter).equals("EncodedEvent") && parameter.getName().equals("name")),
        " ");
  }

  @TestFactory
  Stream<DynamicTest> negativeNumbersAreRefused() {
    return cases(
        parameter ->
            (parameter.getType() == int.class || parameter.getType() == long.class)
                && !Set.of("PublishedEvent", "EventContext", "HandlerMeters", "MemberMeters")
                    .contains(owner(parameter)),
        -1);
  }

  @Test
  void seesThePublicMethods() {
    assertThat(publicExecutables().count()).isGreaterThan(80);
  }

  private static Stream<DynamicTest> cases(
      Predicate<Parameter> affected, @Nullable Object nonsense) {
    return publicExecutables()
        .flatMap(
            executable ->
                Arrays.stream(executable.getParameters())
                    .filter(affected)
                    .map(parameter -> test(executable, parameter, nonsense)));
  }

  private static Stream<Executable> publicExecutables() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.eventbus")
            .stream()
            .map(JavaClass::reflect)
            .filter(type -> isPublicApi(type) && !type.isEnum())
            .filter(type -> !NOT_CHECKED.contains(type.getSimpleName()))
            .flatMap(
                type ->
                    Stream.concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getDeclaredMethods())
                            .filter(NonsenseArgumentsTest::isOurs)));
  }

  private static boolean isPublicApi(Class<?> type) {
    var outer = type.getDeclaringClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublicApi(outer));
  }

  private static boolean isOurs(Method method) {
    var isStaticOrHasSample =
        Modifier.isStatic(method.getModifiers()) || SAMPLES.containsKey(method.getDeclaringClass());
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && !method.getName().equals("equals")
        && isStaticOrHasSample;
  }

  private static DynamicTest test(
      Executable executable, Parameter parameter, @Nullable Object nonsense) {
    var name = executable.getDeclaringClass().getSimpleName() + "." + executable.getName();
    return DynamicTest.dynamicTest(
        name + "(" + parameter.getName() + " = " + nonsense + ")",
        () -> {
          var arguments =
              Arrays.stream(executable.getParameters())
                  .map(each -> each.equals(parameter) ? fit(nonsense, each) : sample(each))
                  .toArray();
          assertThat(catchThrowable(() -> invoke(executable, arguments)))
              .as("%s of %s", parameter, executable)
              .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class)
              .hasMessageStartingWith(parameter.getName());
        });
  }

  private static @Nullable Object fit(@Nullable Object nonsense, Parameter parameter) {
    return parameter.getType() == long.class && nonsense instanceof Integer number
        ? (Object) number.longValue()
        : nonsense;
  }

  private static void invoke(Executable executable, Object[] arguments) throws Throwable {
    try {
      if (executable instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else {
        var method = (Method) executable;
        method.invoke(SAMPLES.get(method.getDeclaringClass()), arguments);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object sample(Parameter parameter) {
    var type = parameter.getType();
    if (type == boolean.class) {
      return true;
    }
    if (type == double.class) {
      return parameter.getName().equals("jitter") ? 0.5 : 2.0;
    }
    if (type == int.class) {
      return 2000;
    }
    if (type == long.class) {
      return 2000L;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    assertThat(SAMPLES).as("a sample of %s", type).containsKey(type);
    return SAMPLES.get(type);
  }

  private static boolean mayBeNull(Parameter parameter) {
    return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** What a running part is asked for at any time, checked by tests of its own. */
  private static boolean isOperation(Parameter parameter) {
    return Set.of("header", "isFormatHeader")
        .contains(parameter.getDeclaringExecutable().getName());
  }

  private static String owner(Parameter parameter) {
    return parameter.getDeclaringExecutable().getDeclaringClass().getSimpleName();
  }
}
