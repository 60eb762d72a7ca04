package io.eventbus.examples.identity;

import jakarta.validation.constraints.NotNull;

/** A phone number with a password. */
record Credentials(@NotNull String phoneNumber, @NotNull String password) {

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "Credentials of " + phoneNumber;
  }
}
