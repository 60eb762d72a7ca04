package io.eventbus.spring;

import io.eventbus.deadletter.RedriveReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Does what operators ask for: the log has each act before it begins, and the log and an audit
 * event have it with its outcome once it has ended. Safe to share between threads.
 */
final class AuditedActs {

  private static final Logger log = LoggerFactory.getLogger(AuditedActs.class);

  /** How an act has ended. */
  private enum Outcome {
    SUCCESS,
    /** Something of it was refused. */
    INCOMPLETE,
    FAILURE
  }

  /** What is done. */
  @FunctionalInterface
  interface Work {
    @Nullable Object run() throws InterruptedException;
  }

  /**
   * What an operator asks for.
   *
   * @param name what to do
   * @param on what to do it with: {@code group} or {@code id}
   * @param which the group or id
   * @param by who asks
   */
  record Act(String name, String on, String which, String by) {

    static Act of(Enum<?> action, String on, Object which, SecurityContext security) {
      return new Act(action.name(), on, String.valueOf(which), nameOf(security));
    }

    @Override
    public String toString() {
      return name + " of " + on + " " + which + " by " + by + " through the endpoint";
    }
  }

  private final ApplicationEventPublisher audit;

  AuditedActs(ApplicationEventPublisher audit) {
    this.audit = audit;
  }

  /** Who asks, for the record. */
  static String nameOf(SecurityContext security) {
    var principal = security.getPrincipal();
    return principal == null ? "anonymous" : principal.getName();
  }

  /** Does it, and returns what came of it. */
  @Nullable Object run(Act act, Work work) throws InterruptedException {
    log.info("{} begins", act);
    Object result;
    try {
      result = work.run();
    } catch (RuntimeException | Error | InterruptedException e) {
      tell(act, Outcome.FAILURE, "error", e);
      throw e;
    }
    boolean whole = !(result instanceof RedriveReport report) || report.failed() == 0;
    tell(act, whole ? Outcome.SUCCESS : Outcome.INCOMPLETE, "result", result);
    return result;
  }

  private void tell(Act act, Outcome outcome, String what, @Nullable Object detail) {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put(act.on(), act.which());
    data.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
    if (detail != null) {
      data.put(what, detail.toString());
    }
    log.info("{} has ended: {}", act, data);
    audit.publishEvent(auditEvent(act, data));
  }

  private static AuditApplicationEvent auditEvent(Act act, Map<String, @Nullable Object> data) {
    return new AuditApplicationEvent(act.by(), "EVENTBUS_" + act.name(), data);
  }
}
