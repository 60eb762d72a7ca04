package io.eventbus.examples.certificate;

/** A user as the issuer knows them: by a learner id. */
record Learner(String userId, String learnerId, String firstName, String lastName) {}
