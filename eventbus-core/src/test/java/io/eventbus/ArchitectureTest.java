package io.eventbus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  private static final String ROOT = "io.eventbus";

  /** Each package imports only packages before it; the root comes last. */
  private static final List<String> ORDER =
      List.of(
          "event",
          "topic",
          "codec",
          "observe",
          "retry",
          "publish",
          "deadletter",
          "consume",
          "outbox",
          "inbox",
          "jdbc");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void seesTheWholeCore() {
    assertThat(CORE.size()).isGreaterThan(60);
  }

  @TestFactory
  Stream<DynamicTest> packagesImportOnlyThoseBeforeThem() {
    return ORDER.stream()
        .map(
            name -> {
              var later =
                  Stream.concat(
                          ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream(),
                          Stream.of(""))
                      .map(ArchitectureTest::packageOf)
                      .toArray(String[]::new);
              return DynamicTest.dynamicTest(
                  name,
                  () ->
                      noClasses()
                          .that()
                          .resideInAPackage(packageOf(name))
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(later)
                          .allowEmptyShould(true)
                          .check(CORE));
            });
  }

  @Test
  void hasNoCyclesAndNoPackageOutsideTheOrder() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(Stream.of(ROOT), ORDER.stream().map(ArchitectureTest::packageOf))
                .toArray(String[]::new))
        .check(CORE);
  }

  @TestFactory
  Stream<DynamicTest> fencesHold() {
    return Stream.of(
            new Fence(
                "org.apache.kafka..", List.of("observe", "publish", "consume", "deadletter", "")),
            new Fence("tools.jackson..", List.of("codec")),
            new Fence("com.fasterxml.jackson..", List.of("codec")),
            new Fence("io.github.resilience4j..", List.of("retry")),
            new Fence("io.micrometer..", List.of("observe", "")),
            new Fence("java.sql..", List.of("jdbc", "outbox", "inbox")),
            new Fence("javax.sql..", List.of("jdbc", "outbox", "inbox")),
            new Fence("org.springframework..", List.of()))
        .map(fence -> DynamicTest.dynamicTest(fence.library(), fence::check));
  }

  private record Fence(String library, List<String> allowed) {
    void check() {
      var inside = allowed.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
      noClasses()
          .that()
          .resideOutsideOfPackages(inside)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(library)
          .check(CORE);
    }
  }

  @Test
  void classesAreFinalUnlessMeantToBeExtended() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("EventBusException")
        .and(not(JavaModifier.ABSTRACT))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CORE);
  }

  @Test
  void everyPackageIsNullMarked() {
    var unmarked =
        CORE.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
            .toList();
    assertThat(unmarked).isEmpty();
  }

  private static DescribedPredicate<JavaClass> not(JavaModifier modifier) {
    return DescribedPredicate.describe(
        "not " + modifier, javaClass -> !javaClass.getModifiers().contains(modifier));
  }

  private static String packageOf(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }
}
