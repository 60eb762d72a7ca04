-- The read model. It is made of events alone, and could be in a database of its own.
create table catalogue_versions (
  number         integer      primary key,
  consumer_group varchar(100) not null,
  state          varchar(20)  not null
);

create table catalogue_courses (
  version       integer      not null,
  course_id     uuid         not null,
  title         varchar(200) not null,
  instructor_id uuid         not null,
  status        varchar(20)  not null,
  revision      integer      not null,
  primary key (version, course_id)
);

create table catalogue_enrolments (
  version    integer not null,
  course_id  uuid    not null,
  student_id uuid    not null,
  primary key (version, course_id, student_id)
);
