create table if not exists learners (
  user_id varchar(64) primary key,
  learner_id varchar(64) not null unique,
  first_name varchar(200) not null,
  last_name varchar(200) not null
);

create table if not exists courses (
  course_id varchar(64) primary key,
  course_name varchar(200) not null
);

create table if not exists enrolments (
  user_id varchar(64) not null references learners (user_id),
  course_id varchar(64) not null references courses (course_id),
  status varchar(20) not null,
  certificate_id varchar(200),
  issuance_date timestamp(3) with time zone,
  expiration_date timestamp(3) with time zone,
  primary key (user_id, course_id)
);
