package io.eventbus.examples.notification.user;

import io.eventbus.publish.EventPublisher;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the users and tells of it, in one transaction: the event is a row of the outbox, which is
 * sent once the change is committed, whenever Kafka is there to take it.
 */
@Service
class UserService {

  private final UserRepository users;
  private final EventPublisher events;

  UserService(UserRepository users, EventPublisher events) {
    this.users = users;
    this.events = events;
  }

  /**
   * Makes somebody a user.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another has the address
   */
  @Transactional
  User register(NewUser newUser) {
    var user = newUser.withId(UUID.randomUUID());
    users.insert(user);
    events.publish(new UserRegistered(user.id().toString(), user.email(), user.fullName()));
    return user;
  }

  Optional<User> find(UUID id) {
    return users.find(id);
  }

  /**
   * Changes a user, if there is one.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another has the address
   */
  @Transactional
  Optional<User> update(UUID id, NewUser change) {
    var user = change.withId(id);
    if (!users.update(user)) {
      return Optional.empty();
    }
    events.publish(new UserUpdated(id.toString(), user.email(), user.fullName()));
    return Optional.of(user);
  }

  /** Notes that a user has logged in, and says whether there is one. */
  @Transactional
  boolean logIn(UUID id) {
    var known = users.find(id).isPresent();
    if (known) {
      events.publish(new UserLoggedIn(id.toString()));
    }
    return known;
  }

  /** Deletes a user, and says whether there was one. */
  @Transactional
  boolean delete(UUID id) {
    var deleted = users.delete(id);
    if (deleted) {
      events.publish(new UserDeleted(id.toString()));
    }
    return deleted;
  }
}
