package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.deadletter.RedrivePlan;
import io.eventbus.deadletter.RedriveReport;
import io.eventbus.event.EventBusException;
import io.eventbus.spring.OutboxDesk.NotHeldException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** The endpoint where operators may act, too. */
@RegisterReflectionForBinding({
  ShownLetters.class,
  Refusal.class,
  WritableEventBusEndpoint.Done.class,
  RedrivePlan.class,
  RedriveReport.class
})
final class WritableEventBusEndpoint extends EventBusEndpoint {

  private static final String OUTBOX = "outbox";

  /** What an operator can do with a group. */
  enum GroupAction {
    PAUSE,
    RESUME,
    REDRIVE
  }

  /** What an operator can do with a held event. */
  enum HeldAction {
    RETRY,
    SKIP
  }

  /** What was done, and what came of it. */
  record Done(String action, @Nullable Object result) {

    static Done of(AuditedActs.Act act, @Nullable Object result) {
      return new Done(act.name().toLowerCase(Locale.ROOT), result);
    }
  }

  private final AuditedActs acts;

  WritableEventBusEndpoint(
      EventBus bus,
      Supplier<List<EventConsumer>> consumers,
      @Nullable OutboxDesk outbox,
      AuditedActs acts) {
    super(bus, consumers, outbox);
    this.acts = acts;
  }

  /**
   * Pauses or resumes the member of a group in this instance, or sends the group's open dead
   * letters back, which takes as long as it takes.
   *
   * @param letters the places of the letters to send back, with commas; by default all
   * @param dryRun whether to tell only what would be sent
   */
  @WriteOperation
  WebEndpointResponse<Object> act(
      @Selector String group,
      @Nullable String action,
      @Nullable String letters,
      @Nullable String dryRun,
      SecurityContext security) {
    var consumer = consumer(group);
    var wanted = actionOf(GroupAction.class, action);
    if (consumer == null) {
      return unknown(group);
    }
    if (wanted == null) {
      return unknownAction(action, GroupAction.values());
    }
    var act = AuditedActs.Act.of(wanted, "group", group, security);
    return switch (wanted) {
      case PAUSE -> answer(act, () -> done(consumer::pause));
      case RESUME -> answer(act, () -> done(consumer::resume));
      case REDRIVE -> redrive(act, letters, dryRun);
    };
  }

  private WebEndpointResponse<Object> redrive(
      AuditedActs.Act act, @Nullable String ids, @Nullable String dryRun) {
    RedriveRequest request;
    try {
      request = RedriveRequest.of(ids, dryRun);
    } catch (IllegalArgumentException e) {
      return Refusal.badRequest(String.valueOf(e.getMessage()));
    }
    var away = brokersAway();
    if (away != null) {
      return away;
    }
    var letters = bus().deadLetters(act.which());
    try {
      if (request.dryRun()) {
        return new WebEndpointResponse<>(Done.of(act, request.plan(letters)));
      }
      if (request.namesLetters() && request.plan(letters).selected() == 0) {
        return Refusal.notFound(
            "none of these letters is open and can be sent back: GET eventbus/"
                + act.which()
                + " lists those that are open");
      }
    } catch (EventBusException e) {
      return Refusal.unavailable(String.valueOf(e.getMessage()));
    }
    return answer(act, () -> request.redrive(letters, act.by()).run());
  }

  /**
   * Has an event that the outbox holds back tried again, or given up for good.
   *
   * @param part always {@code outbox}
   */
  @WriteOperation
  WebEndpointResponse<Object> decide(
      @Selector String part,
      @Selector String id,
      @Nullable String action,
      SecurityContext security) {
    var desk = outbox();
    if (!part.equals(OUTBOX) || desk == null) {
      return Refusal.notFound(
          desk == null ? "this application has no outbox" : "write eventbus/outbox/" + id);
    }
    var wanted = actionOf(HeldAction.class, action);
    if (wanted == null) {
      return unknownAction(action, HeldAction.values());
    }
    if (!id.matches("\\d{1,18}")) {
      return Refusal.badRequest("'" + id + "' is no id: write the number that GET eventbus shows");
    }
    long number = Long.parseLong(id);
    var act = AuditedActs.Act.of(wanted, "id", id, security);
    return switch (wanted) {
      case RETRY -> answer(act, () -> done(() -> desk.retry(number)));
      case SKIP -> answer(act, () -> done(() -> desk.skip(number)));
    };
  }

  private WebEndpointResponse<Object> answer(AuditedActs.Act act, AuditedActs.Work work) {
    try {
      return new WebEndpointResponse<>(Done.of(act, acts.run(act, work)));
    } catch (NotHeldException e) {
      return Refusal.notFound(String.valueOf(e.getMessage()));
    } catch (EventBusException e) {
      return Refusal.unavailable(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusal.unavailable("it was interrupted: look how far it has come, and ask again");
    }
  }

  private static @Nullable Object done(Runnable work) {
    work.run();
    return null;
  }

  private static <A extends Enum<A>> @Nullable A actionOf(Class<A> kind, @Nullable String text) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(action -> action.name().equalsIgnoreCase(text))
        .findFirst()
        .orElse(null);
  }

  private static WebEndpointResponse<Object> unknownAction(
      @Nullable String action, Enum<?>[] known) {
    var names = Arrays.stream(known).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    return Refusal.badRequest(
        (action == null ? "there is no action" : "'" + action + "' is no action here")
            + ": write {\"action\": \"…\"} with one of "
            + names);
  }
}
