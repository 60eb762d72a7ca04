create table courses (
  id            uuid          primary key,
  title         varchar(200)  not null,
  description   varchar(2000) not null,
  instructor_id uuid          not null,
  status        varchar(20)   not null,
  revision      integer       not null
);

create table modules (
  id         uuid         primary key,
  course_id  uuid         not null references courses (id) on delete cascade,
  title      varchar(200) not null,
  content_id uuid,
  position   integer      not null,
  constraint modules_course_id_position unique (course_id, position)
);

create index modules_content_id on modules (content_id);

-- What is known of the contents of modules, and of contents that no module has yet.
create table contents (
  id           uuid        primary key,
  state        varchar(20) not null,
  completed_at timestamp(6) with time zone
);

create table enrolments (
  id         uuid primary key,
  course_id  uuid not null references courses (id) on delete cascade,
  student_id uuid not null,
  -- What makes a repeated request change nothing.
  constraint enrolments_course_id_student_id unique (course_id, student_id)
);
