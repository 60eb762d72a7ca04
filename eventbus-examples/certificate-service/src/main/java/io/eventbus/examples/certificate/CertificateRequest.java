package io.eventbus.examples.certificate;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller asks for: the certificate of a user for a course. As it came, unchecked. */
record CertificateRequest(@Nullable String userId, @Nullable String courseId) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final String RULE = "must be 1 to 64 of letters, digits, '.', '_', ':' and '-'";

  /** Names each field that is wrong, and says why. */
  Map<String, String> invalid() {
    var invalid = new TreeMap<String, String>();
    if (userId == null || !ID.matcher(userId).matches()) {
      invalid.put("userId", RULE);
    }
    if (courseId == null || !ID.matcher(courseId).matches()) {
      invalid.put("courseId", RULE);
    }
    return invalid;
  }
}
