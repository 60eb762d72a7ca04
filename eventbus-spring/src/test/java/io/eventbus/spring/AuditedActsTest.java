package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.deadletter.RedriveReport;
import io.eventbus.spring.AuditedActs.Act;
import io.eventbus.spring.AuditedActs.Work;
import io.eventbus.spring.WritableEventBusEndpoint.GroupAction;
import io.eventbus.spring.WritableEventBusEndpoint.HeldAction;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;

class AuditedActsTest {

  private final List<AuditEvent> audit = new ArrayList<>();
  private final AuditedActs acts =
      new AuditedActs(
          event -> {
            if (event instanceof AuditApplicationEvent of) {
              audit.add(of.getAuditEvent());
            }
          });

  private Object run(Work work) throws InterruptedException {
    return acts.run(new Act("REDRIVE", "group", "school", "ada"), work);
  }

  @Test
  void tellsWhoDidWhatWithWhatOnceItIsDone() throws InterruptedException {
    run(
        () -> {
          assertThat(audit).isEmpty();
          return new RedriveReport("r", 3, 0, 0, false);
        });

    assertThat(audit)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getPrincipal()).isEqualTo("ada");
              assertThat(event.getType()).isEqualTo("EVENTBUS_REDRIVE");
              assertThat(event.getData())
                  .containsEntry("group", "school")
                  .containsEntry("outcome", "success")
                  .hasEntrySatisfying(
                      "result", result -> assertThat(result).asString().contains("sent=3"));
            });
  }

  @Test
  void anActOfWhichSomethingWasRefusedIsIncomplete() throws InterruptedException {
    run(() -> new RedriveReport("r", 3, 1, 0, false));

    assertThat(audit.get(0).getData()).containsEntry("outcome", "incomplete");
  }

  @Test
  void anActThatFailsDoesNotLookDone() {
    for (var failure : List.of(new IllegalStateException("no"), new InterruptedException("stop"))) {
      audit.clear();
      assertThatThrownBy(() -> run(() -> fail(failure))).isSameAs(failure);
      assertThat(audit.get(0).getData())
          .containsEntry("outcome", "failure")
          .containsEntry("error", failure.toString());
    }
  }

  @Test
  void anActNamesWhoHasAskedForIt() {
    assertThat(Act.of(GroupAction.PAUSE, "group", "school", securityOf(() -> "ada")))
        .isEqualTo(new Act("PAUSE", "group", "school", "ada"));
    assertThat(Act.of(HeldAction.SKIP, "id", 17, SecurityContext.NONE))
        .isEqualTo(new Act("SKIP", "id", "17", "anonymous"));
  }

  private static SecurityContext securityOf(Principal principal) {
    return new SecurityContext() {
      @Override
      public Principal getPrincipal() {
        return principal;
      }

      @Override
      public boolean isUserInRole(String role) {
        return false;
      }
    };
  }

  private static Object fail(Exception failure) throws InterruptedException {
    if (failure instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    throw (RuntimeException) failure;
  }
}
