-- All that the saga remembers.
create table publications (
  id        uuid         primary key,
  course_id uuid         not null references courses (id) on delete cascade,
  state     varchar(30)  not null,
  deadline  timestamp(6) with time zone not null,
  reason    varchar(500)
);

create index publications_course_id on publications (course_id);
create index publications_deadline on publications (deadline);
