package io.eventbus;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.function.Consumer;

/** Hands the name of each of its calls on, to be noted, or to throw: what an observer may do. */
public final class CallObserver implements ObservationHandler<Observation.Context> {

  private final Consumer<String> calls;

  public CallObserver(Consumer<String> calls) {
    this.calls = calls;
  }

  @Override
  public void onStart(Observation.Context context) {
    calls.accept("start");
  }

  @Override
  public void onError(Observation.Context context) {
    calls.accept("error");
  }

  @Override
  public void onScopeOpened(Observation.Context context) {
    calls.accept("open");
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    calls.accept("close");
  }

  @Override
  public void onStop(Observation.Context context) {
    calls.accept("stop");
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return true;
  }
}
