package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A school moves in: many teachers at once through the API, and each gets one user. */
final class Bulk implements Scenario {

  private static final int PER_REQUEST = 500;

  private final SchoolClient client;
  private final Teachers teachers;
  private final String identity;
  private final int count;

  /**
   * Makes it.
   *
   * @param count how many teachers
   */
  Bulk(School school, SchoolClient client, int count) {
    this.client = client;
    this.teachers = new Teachers(client);
    this.identity = school.service(SchoolService.IDENTITY).database();
    this.count = count;
  }

  @Override
  public String system() {
    return "teachers";
  }

  @Override
  public List<Step> steps() {
    return List.of(new Step("%,d in bulk".formatted(count), this::moveIn));
  }

  private String moveIn() throws Exception {
    long start = System.nanoTime();
    int before = Databases.count(identity, "users");
    var ids = new LinkedHashMap<String, String>();
    for (int from = 0; from < count; from += PER_REQUEST) {
      var answer = post(from, Math.min(from + PER_REQUEST, count));
      expectStatus(201, answer);
      for (var teacher : answer.body()) {
        ids.put(teacher.path("phoneNumber").asString(), teacher.path("id").asString());
      }
    }
    expect(count, ids.size());
    Await.until(
        "all users", () -> Databases.count(identity, "users"), users -> users >= before + count);
    double seconds = (System.nanoTime() - start) / 1e9;
    for (var teacher : ids.entrySet()) {
      var user = teachers.onlyUser(teacher.getKey());
      expect(teacher.getValue(), user.path("teacherId").asString());
    }
    expect(before + count, Databases.count(identity, "users"));
    return "%,d users, one each, %,.0f a second".formatted(count, count / seconds);
  }

  private Answer post(int from, int to) throws Exception {
    var some = new ArrayList<Map<String, String>>();
    for (int i = from; i < to; i++) {
      some.add(Teachers.teacher("+4206100%05d".formatted(i), "Teacher " + i));
    }
    return client.post(SchoolService.TEACHERS, "/api/v1/teachers/bulk", Map.of("teachers", some));
  }
}
