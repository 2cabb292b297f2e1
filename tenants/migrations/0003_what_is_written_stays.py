"""What has taken effect is history, and the operators' log is only added to: on every path, also the shell's."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION public.tenants_guard_policy_version() RETURNS trigger LANGUAGE plpgsql AS $guard$
DECLARE
    today date := (now() AT TIME ZONE 'Asia/Seoul')::date;
    latest record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'A version of a policy is never changed; add a new one.' USING ERRCODE = 'check_violation';
    END IF;
    SELECT number, effective_on INTO latest FROM public.tenants_policyversion
        WHERE municipality_id = coalesce(NEW.municipality_id, OLD.municipality_id) ORDER BY number DESC LIMIT 1;
    IF TG_OP = 'DELETE' THEN
        IF OLD.effective_on <= today THEN
            RAISE EXCEPTION 'Version % of a policy is in force since % and stays.', OLD.number, OLD.effective_on
                USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.number < latest.number THEN
            RAISE EXCEPTION 'Version % of a policy follows version %; withdraw that first.', latest.number, OLD.number
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.number <> coalesce(latest.number, 0) + 1 THEN
        RAISE EXCEPTION 'The next version of the policy is number %.', coalesce(latest.number, 0) + 1
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.effective_on <= latest.effective_on THEN
        RAISE EXCEPTION 'Version % of the policy applies from %; a later one begins on a later day.',
            latest.number, latest.effective_on USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER tenants_guard_policy_version BEFORE INSERT OR UPDATE OR DELETE ON public.tenants_policyversion
    FOR EACH ROW EXECUTE FUNCTION public.tenants_guard_policy_version();

CREATE FUNCTION public.tenants_guard_operator_act() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION 'The log of operators'' acts is only ever added to.' USING ERRCODE = 'check_violation';
END
$guard$;

CREATE TRIGGER tenants_guard_operator_act BEFORE UPDATE OR DELETE ON public.tenants_operatoract
    FOR EACH ROW EXECUTE FUNCTION public.tenants_guard_operator_act();
"""
NO_GUARDS = """
DROP TRIGGER tenants_guard_operator_act ON public.tenants_operatoract;
DROP FUNCTION public.tenants_guard_operator_act();
DROP TRIGGER tenants_guard_policy_version ON public.tenants_policyversion;
DROP FUNCTION public.tenants_guard_policy_version();
"""


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_policy_versions")]

    operations = [migrations.RunSQL(GUARDS, NO_GUARDS)]
