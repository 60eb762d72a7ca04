package io.eventbus.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The full size of what {@link SchoolDemoIT} plays in short. */
@Tag("long")
@Timeout(300)
class BulkIT {

  private static final int TEACHERS = 10_000;

  @Test
  void eachOfTenThousandTeachersInBulkHasExactlyOneIdentity() throws Exception {
    try (var school = School.open()) {
      var seen = "";
      for (var step : new Bulk(school, new SchoolClient(school), TEACHERS).steps()) {
        seen = step.action().perform(); // throws where one is missing, or has two
      }

      System.out.println("10,000 teachers in bulk: " + seen);
      assertThat(seen).contains("one each");
      var identities = school.service(SchoolService.IDENTITY).database();
      assertThat(Databases.count(identities, "users")).isEqualTo(TEACHERS);
    }
  }
}
