package io.eventbus.examples.school;

import io.eventbus.examples.school.page.SchoolPage;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one school of this run and its page, which end after the last test. */
final class OneSchool implements ParameterResolver {

  private record Opened(School school, SchoolPage page) implements AutoCloseable {

    static Opened now() {
      var school = School.open();
      try {
        return new Opened(school, Showcase.open(school));
      } catch (RuntimeException e) {
        school.close();
        throw e;
      }
    }

    @Override
    public void close() {
      page.close();
      school.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == School.class || type == SchoolPage.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var opened =
        context
            .getRoot()
            .getStore(Namespace.create(OneSchool.class))
            .computeIfAbsent(Opened.class, key -> Opened.now(), Opened.class);
    return parameter.getParameter().getType() == School.class ? opened.school() : opened.page();
  }
}
