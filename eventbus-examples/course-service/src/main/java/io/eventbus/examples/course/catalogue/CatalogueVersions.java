package io.eventbus.examples.course.catalogue;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of versions, by which all instances of the service know which catalogue is valid. */
@Repository
class CatalogueVersions {

  private final JdbcClient jdbc;

  CatalogueVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<CatalogueVersion> all() {
    return jdbc.sql("select * from catalogue_versions order by number")
        .query(CatalogueVersion.class)
        .list();
  }

  /** The number of the version that answers queries. */
  int live() {
    return jdbc.sql("select number from catalogue_versions where state = 'LIVE'")
        .query(Integer.class)
        .single();
  }

  /** Makes the first version, unless there is one; it answers queries while it is being made. */
  void begin() {
    jdbc.sql(
            """
            insert into catalogue_versions (number, consumer_group, state)
            values (1, :consumerGroup, 'LIVE')
            on conflict do nothing
            """)
        .param("consumerGroup", newGroup(1))
        .update();
  }

  /**
   * Makes another version in place of one that is being built, and drops what retired ones have
   * left.
   */
  @Transactional
  CatalogueVersion rebuild() {
    jdbc.sql("update catalogue_versions set state = 'RETIRED' where state = 'BUILDING'").update();
    drop("catalogue_courses");
    drop("catalogue_enrolments");
    int number =
        1 + jdbc.sql("select max(number) from catalogue_versions").query(Integer.class).single();
    jdbc.sql(
            """
            insert into catalogue_versions (number, consumer_group, state)
            values (:number, :consumerGroup, 'BUILDING')
            """)
        .param("number", number)
        .param("consumerGroup", newGroup(number))
        .update();
    return all().stream().filter(version -> version.number() == number).findFirst().orElseThrow();
  }

  private void drop(String table) {
    jdbc.sql(
            "delete from "
                + table
                + " where version in (select number from catalogue_versions where state = 'RETIRED')")
        .update();
  }

  /**
   * Not the number alone: where a database is restored or new, a group of that name may have read
   * everything already, and would begin at the end.
   */
  private static String newGroup(int number) {
    return "course-catalogue-" + number + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Has a version answer queries, unless another was begun meanwhile. */
  @Transactional
  void switchTo(int number) {
    int switched =
        jdbc.sql(
                """
                update catalogue_versions set state = 'LIVE'
                where number = :number and state = 'BUILDING'
                """)
            .param("number", number)
            .update();
    if (switched == 1) {
      jdbc.sql(
              """
              update catalogue_versions set state = 'RETIRED'
              where state = 'LIVE' and number <> :number
              """)
          .param("number", number)
          .update();
    }
  }
}
