insert into learners (user_id, learner_id, first_name, last_name)
select 'user-1', 'learner-1', 'Žofie', 'Nováková'
where not exists (select 1 from learners where user_id = 'user-1');

insert into learners (user_id, learner_id, first_name, last_name)
select 'user-2', 'learner-2', 'Ada', 'Lovelace'
where not exists (select 1 from learners where user_id = 'user-2');

insert into courses (course_id, course_name)
select 'course-1', 'Algebra'
where not exists (select 1 from courses where course_id = 'course-1');

insert into enrolments (user_id, course_id, status)
select 'user-1', 'course-1', 'completed'
where not exists (select 1 from enrolments where user_id = 'user-1');

insert into enrolments (user_id, course_id, status)
select 'user-2', 'course-1', 'inProgress'
where not exists (select 1 from enrolments where user_id = 'user-2');
