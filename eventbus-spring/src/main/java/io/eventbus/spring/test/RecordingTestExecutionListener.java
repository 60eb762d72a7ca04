package io.eventbus.spring.test;

import java.util.function.Consumer;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Tells the recorder of a context where tests begin and end. */
final class RecordingTestExecutionListener implements TestExecutionListener {

  @Override
  public void beforeTestMethod(TestContext context) {
    tell(context, RunningTests::begin);
  }

  @Override
  public void afterTestMethod(TestContext context) {
    tell(context, RunningTests::end);
  }

  private static void tell(TestContext context, Consumer<RunningTests> what) {
    boolean concerned =
        TestContextAnnotationUtils.hasAnnotation(
            context.getTestClass(), AutoConfigureEventBus.class);
    if (concerned && context.hasApplicationContext()) {
      context.getApplicationContext().getBeanProvider(RunningTests.class).ifAvailable(what);
    }
  }
}
