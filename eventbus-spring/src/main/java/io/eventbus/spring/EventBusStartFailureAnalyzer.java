package io.eventbus.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong and what to do, instead of a stack trace. */
final class EventBusStartFailureAnalyzer extends AbstractFailureAnalyzer<EventBusStartException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, EventBusStartException cause) {
    var reason = cause.getCause();
    var description =
        reason == null || reason.getMessage() == null
            ? cause.getMessage()
            : cause.getMessage() + ": " + reason.getMessage();
    return new FailureAnalysis(description, cause.action(), rootFailure);
  }
}
