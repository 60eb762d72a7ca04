package io.eventbus.examples.school;

import io.eventbus.examples.school.page.Part;
import io.eventbus.examples.school.page.SchoolPage;
import java.util.ArrayList;

/** Puts a school onto its page. */
final class Showcase {

  private Showcase() {}

  /** Opens the page of a school, which is closed before the school is. */
  static SchoolPage open(School school) {
    var services = new ArrayList<Part>();
    for (var name : SchoolService.values()) {
      services.add(new ServicePart(name, school.service(name)));
    }
    return SchoolPage.open(
        school.kafka().bootstrapServers(),
        new KafkaPart(school.kafka()),
        services,
        PageButtons.of(new Visitor(school)));
  }
}
