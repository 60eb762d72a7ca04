package io.eventbus.examples.identity;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a user stands. The text is the one in the database and in JSON. */
enum UserStatus {
  /** Known, but without a password. */
  PENDING_ACTIVATION("PendingActivation"),
  /** May log in. */
  ACTIVE("Active"),
  /** Gone for good. */
  DEACTIVATED("Deactivated");

  private final String text;

  UserStatus(String text) {
    this.text = text;
  }

  @JsonValue
  String text() {
    return text;
  }

  static UserStatus of(String text) {
    for (var status : values()) {
      if (status.text.equals(text)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no user status '" + text + "'");
  }
}
