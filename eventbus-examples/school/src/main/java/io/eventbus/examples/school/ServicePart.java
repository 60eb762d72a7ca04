package io.eventbus.examples.school;

import io.eventbus.examples.school.page.Part;
import java.sql.SQLException;

/** A service on the page. */
final class ServicePart implements Part {

  private final SchoolService name;
  private final Service service;
  private volatile boolean withoutOutbox;

  ServicePart(SchoolService name, Service service) {
    this.name = name;
    this.service = service;
  }

  @Override
  public String id() {
    return name.id();
  }

  @Override
  public String title() {
    return name.displayName();
  }

  @Override
  public boolean isUp() {
    return service.isRunning();
  }

  @Override
  public void start() {
    service.start();
  }

  @Override
  public void stop() {
    service.close();
  }

  @Override
  public int outbox() {
    if (withoutOutbox) {
      return 0;
    }
    try {
      return Databases.count(service.database(), "eventbus_outbox");
    } catch (SQLException e) {
      withoutOutbox = service.isRunning(); // where it runs, its tables are there
      return 0;
    }
  }
}
