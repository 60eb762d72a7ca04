package io.eventbus.examples.school.contracts;

/** The topics of the school, for those who consume from them. */
public final class SchoolTopics {

  /** The prefix under which the teacher service publishes. */
  public static final String TEACHER_PREFIX = "emis.teacher";

  /** Where {@link TeacherCreatedIntegrationEvent} goes. */
  public static final String TEACHER_CREATED = TEACHER_PREFIX + ".teachercreated";

  /** Where {@link TeacherDeletedIntegrationEvent} goes. */
  public static final String TEACHER_DELETED = TEACHER_PREFIX + ".teacherdeleted";

  /** Where {@link ParentCreatedIntegrationEvent} goes. */
  public static final String PARENT_CREATED = TEACHER_PREFIX + ".parentcreated";

  private SchoolTopics() {}
}
