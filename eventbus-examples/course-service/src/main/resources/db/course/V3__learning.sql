-- What is known by events. Nothing refers to courses, which may be heard of later.
create table users (
  id        uuid         primary key,
  full_name varchar(200) not null,
  email     varchar(254) not null,
  role      varchar(50)  not null,
  as_of     timestamp(6) with time zone not null
);

create table assessments (
  id        uuid         primary key,
  course_id uuid         not null,
  title     varchar(200) not null,
  max_score integer      not null
);

create index assessments_course_id on assessments (course_id);

create table submissions (
  id            uuid primary key,
  assessment_id uuid not null,
  course_id     uuid not null,
  student_id    uuid not null,
  submitted_at  timestamp(6) with time zone,
  graded_at     timestamp(6) with time zone,
  score         integer
);

create index submissions_course_id on submissions (course_id, student_id);
