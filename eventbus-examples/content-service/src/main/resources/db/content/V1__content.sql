-- Concepts, resources, quizzes and questions. What is part of another cannot outlive it.
create table content (
  id        uuid         primary key,
  type      varchar(16)  not null,
  title     varchar(200) not null,
  summary   varchar(2000),
  parent_id uuid         references content (id),
  answer    varchar(200),
  revision  int          not null
);

create index content_parent_id on content (parent_id);

create table knowledge (
  student_id uuid not null,
  concept_id uuid not null,
  answered   int  not null,
  correct    int  not null,
  primary key (student_id, concept_id)
);

-- No foreign key: the history outlives what it is about.
create table history (
  id           bigint generated always as identity primary key,
  content_id   uuid         not null,
  content_type varchar(16)  not null,
  action       varchar(16)  not null,
  title        varchar(200) not null,
  revision     int          not null,
  changed_at   timestamp with time zone not null
);

create index history_content_id on history (content_id);
