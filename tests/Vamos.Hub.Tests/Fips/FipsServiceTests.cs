namespace Vamos.Hub.Tests.Fips;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;
using Vamos.Hub.Storage;
using Vamos.Hub.Tests.Running;

/// <summary>Forms through the door of the hub: what callers send, get, and are refused.</summary>
public sealed class FipsServiceTests
{
    [Fact(Timeout = 60_000)]
    public async Task Form_goes_in_and_comes_back_equal_by_its_id_and_by_each_member()
    {
        await using var lab = await FipsLab.StartAsync();
        var form = TestForms.Of("99000601", "99000602");

        var stored = await lab.SubmitAsync(form);
        var byId = (await lab.Client().GetFormAsync(new GetFormRequest { FormId = stored.FormId }, FipsLab.Case)).Form;
        var byPerson = (await lab.Client().GetPersonFormAsync(new GetPersonFormRequest { NationalId = new() { Number = "99000602" } }, FipsLab.Case)).Form;

        Assert.Equal(form, stored.Submitted());
        Assert.Equal(stored, byId);
        Assert.Equal((stored.FormId, stored.HouseholdId, stored.QualityOfLifeIndex), (byPerson.FormId, byPerson.HouseholdId, byPerson.QualityOfLifeIndex));
        Assert.Equal(stored.Members, byPerson.Members);
    }

    [Fact(Timeout = 60_000)]
    public async Task Form_that_breaks_many_rules_is_refused_with_all_of_them_and_checked_without_being_stored()
    {
        await using var lab = await FipsLab.StartAsync();
        var form = TestForms.Of("99000601", "99000602");
        form.Interview.Place.DistrictCode = "9999";
        form.Interview.Date = null;
        form.Dwelling.Rooms = 0;
        form.Members[0].Kinship = Kinship.Child;
        form.Members[1].Incomes.Add(new Income { Amount = -5 });

        var problem = await Fails.WithAsync(
            StatusCode.InvalidArgument, () => lab.Client().SubmitFormAsync(new SubmitFormRequest { Form = form, RequestId = "r" }, FipsLab.Case).ResponseAsync);
        var checkedForm = await lab.Client().ValidateFormAsync(new ValidateFormRequest { Form = form }, FipsLab.Case);

        Assert.Equal(ErrorReasons.InvalidRequest, problem.Reason);
        var fields = problem.Fields.Select(field => field.Field).ToArray();
        Assert.Superset(new HashSet<string> { "form.interview.place.district_code", "form.interview.date", "form.dwelling.rooms" }, fields.ToHashSet());
        Assert.Equal(
            checkedForm.Violations.Where(violation => violation.Severity == ViolationSeverity.Error).Select(violation => (Field: $"form.{violation.Field}", violation.Message)),
            problem.Fields.Select(field => (field.Field, field.Description)));
        Assert.Null(checkedForm.QualityOfLifeIndex);
        Assert.Empty((await lab.Client().ListFormsAsync(new ListFormsRequest(), FipsLab.Case)).Forms);
    }

    [Fact(Timeout = 60_000)]
    public async Task Requests_without_what_they_need_name_every_flaw()
    {
        await using var lab = await FipsLab.StartAsync();
        var client = lab.Client();

        await RefusedAsync(["form", "request_id"], () => client.SubmitFormAsync(new SubmitFormRequest(), FipsLab.Case).ResponseAsync);
        await RefusedAsync(["form"], () => client.ValidateFormAsync(new ValidateFormRequest(), FipsLab.Case).ResponseAsync);
        await RefusedAsync(
            ["form_id", "version", "read_mask.paths[0]"],
            () => client.GetFormAsync(new GetFormRequest { Version = -1, ReadMask = new() { Paths = { "nothing" } } }, FipsLab.Case).ResponseAsync);
        await RefusedAsync(["national_id"], () => client.GetPersonFormAsync(new GetPersonFormRequest(), FipsLab.Case).ResponseAsync);
        await RefusedAsync(
            ["territory_code", "page_size", "updated_since"],
            () => client.ListFormsAsync(new ListFormsRequest { TerritoryCode = "1199", PageSize = -1, UpdatedSince = new() { Seconds = long.MaxValue } }, FipsLab.Case).ResponseAsync);
        await RefusedAsync(["page_token"], () => client.ListFormsAsync(new ListFormsRequest { PageToken = "x" }, FipsLab.Case).ResponseAsync);
        await RefusedAsync(
            ["form.form_id", "request_id"],
            () => client.SubmitFormAsync(
                new SubmitFormRequest { Form = new IntegratedProtectionForm { FormId = "a\0b" }, RequestId = "a\nb" }, FipsLab.Case).ResponseAsync);
        await Fails.WithAsync(StatusCode.NotFound, () => client.GetFormAsync(new GetFormRequest { FormId = "none" }, FipsLab.Case).ResponseAsync);
    }

    [Fact(Timeout = 60_000)]
    public async Task Version_that_is_not_the_latest_is_aborted_with_the_one_that_is()
    {
        await using var lab = await FipsLab.StartAsync();
        var stored = await lab.SubmitAsync(TestForms.Of("99000601"));
        await lab.SubmitAsync(stored);

        var problem = await Fails.WithAsync(StatusCode.Aborted, () => lab.SubmitAsync(stored));
        var reused = await Fails.WithAsync(StatusCode.InvalidArgument, async () =>
        {
            await lab.Client().SubmitFormAsync(new SubmitFormRequest { Form = TestForms.Of("99000602"), RequestId = "same" }, FipsLab.Case);
            await lab.Client().SubmitFormAsync(new SubmitFormRequest { Form = TestForms.Of("99000603"), RequestId = "same" }, FipsLab.Case);
        });

        Assert.Equal((ErrorReasons.FormOutdated, "2"), (problem.Reason, problem.Facts["version"]));
        Assert.Equal("request_id", Assert.Single(reused.Fields).Field);
    }

    [Fact(Timeout = 60_000)]
    public async Task Only_what_is_wanted_and_granted_is_given_out_and_only_to_whom_it_is_granted()
    {
        await using var lab = await FipsLab.StartAsync();
        var stored = await lab.SubmitAsync(TestForms.Of("99000601"));

        var wanted = (await lab.Client().GetFormAsync(
            new GetFormRequest { FormId = stored.FormId, ReadMask = new() { Paths = { "members.name", "dwelling.rooms" } } }, FipsLab.Case)).Form;
        var granted = (await lab.Client("mds").GetFormAsync(new GetFormRequest { FormId = stored.FormId }, FipsLab.Case)).Form;
        var denied = await Fails.WithAsync(
            StatusCode.PermissionDenied, () => lab.Client("mtess").GetFormAsync(new GetFormRequest { FormId = stored.FormId }, FipsLab.Case).ResponseAsync);
        await Fails.WithAsync(StatusCode.PermissionDenied, () => lab.Client("mds").SubmitFormAsync(
            new SubmitFormRequest { Form = TestForms.Of("99000604"), RequestId = "r" }, FipsLab.Case).ResponseAsync);
        await Fails.WithAsync(StatusCode.InvalidArgument, () => lab.Client().GetFormAsync(new GetFormRequest { FormId = stored.FormId }).ResponseAsync);

        Assert.Equal(
            new IntegratedProtectionForm { Dwelling = new Dwelling { Rooms = 3 }, Members = { new FormMember { Name = stored.Members[0].Name } } }, wanted);
        Assert.Equal(new IntegratedProtectionForm { FormId = stored.FormId, Dwelling = new Dwelling { Rooms = 3 } }, granted);
        Assert.Equal(ErrorReasons.NoAgreement, denied.Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_member_is_told_who_saw_the_form_also_where_nothing_of_the_members_was_given_out()
    {
        await using var lab = await FipsLab.StartAsync();
        var stored = await lab.SubmitAsync(TestForms.Of("99000601", "99000602", "99000603"));
        await lab.Client("mds").GetFormAsync(new GetFormRequest { FormId = stored.FormId }, FipsLab.Case);
        await lab.Client().ListFormsAsync(new ListFormsRequest { ReadMask = new() { Paths = { "form_id" } } }, FipsLab.Case);
        await lab.Client().GetPersonFormAsync(new GetPersonFormRequest { NationalId = new() { Number = "99000602" } }, FipsLab.Case);
        await ImportAsync(lab.Client(), [TestForms.Of("99000603", "99000604")]);

        foreach (var number in new[] { "99000601", "99000602", "99000603" })
        {
            var seen = await lab.AccessesAsync(number);
            var methods = seen.Select(record => record.Method.Split('/')[^1]).Where(method => method != "ListAccesses").ToArray();
            string[] read = ["GetPersonForm", "ListForms", "GetForm", "SubmitForm"];
            Assert.Equal(number == "99000603" ? ["ImportForms", .. read] : read, methods);
            Assert.All(seen, record => Assert.Empty(record.FurtherSubjectHashes));
            Assert.Equal("agent-7", seen[^1].User);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Import_tells_what_became_of_each_form_and_repeats_nothing()
    {
        await using var lab = await FipsLab.StartAsync();
        var forms = Enumerable.Range(0, 1_200).Select(i => TestForms.Of($"99{i:000000}")).ToArray();
        forms[7].Interview.Date = null;
        forms[700].Members.Clear();

        var first = await ImportAsync(lab.Client(), forms);
        var again = await ImportAsync(lab.Client(), forms);

        Assert.Equal((1_198, 0, 2), (first.StoredCount, first.RepeatedCount, first.RefusedCount));
        Assert.Equal([7, 700], first.Failures.Select(failure => failure.CorrelationId).Order());
        var failed = Problem.FromStatus(first.Failures.Single(failure => failure.CorrelationId == 7).Error)!;
        Assert.Equal((StatusCode.InvalidArgument, "form.interview.date"), (failed.Code, Assert.Single(failed.Fields).Field));
        Assert.Equal((0, 1_198, 2), (again.StoredCount, again.RepeatedCount, again.RefusedCount));
    }

    [Fact(Timeout = 120_000)]
    public async Task Failures_of_an_import_are_counted_beyond_those_that_are_told()
    {
        await using var lab = await FipsLab.StartAsync();
        var nobody = new IntegratedProtectionForm();

        var response = await ImportAsync(lab.Client(), [.. Enumerable.Repeat(nobody, 10_500)]);

        Assert.Equal((10_500, 10_000, 0), (response.RefusedCount, response.Failures.Count, response.StoredCount));
        Assert.InRange(response.CalculateSize(), 0, 4 * 1024 * 1024 - 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task Registry_that_cannot_be_written_says_so_and_stores_the_same_request_later()
    {
        await using var lab = await FipsLab.StartAsync();
        var request = new SubmitFormRequest { Form = TestForms.Of("99000601"), RequestId = "once" };
        var database = lab.Hub.Part<Hub.Fips.Store.FormStore>().Database;
        await RunAsync(database, "ALTER TABLE fips_version RENAME TO away");

        var problem = await Fails.WithAsync(StatusCode.Unavailable, () => lab.Client().SubmitFormAsync(request, FipsLab.Case).ResponseAsync);
        await RunAsync(database, "ALTER TABLE away RENAME TO fips_version");
        var stored = await lab.Client().SubmitFormAsync(request, FipsLab.Case);

        Assert.Equal((ErrorReasons.FormsUnavailable, TimeSpan.FromSeconds(1)), (problem.Reason, problem.RetryAfter));
        Assert.Equal(1, stored.Form.Version);
    }

    internal static async Task<ImportFormsResponse> ImportAsync(FipsService.FipsServiceClient client, IReadOnlyList<IntegratedProtectionForm> forms, string run = "run")
    {
        using var call = client.ImportForms(FipsLab.Case, DateTime.UtcNow.AddSeconds(100));
        for (var i = 0; i < forms.Count; i++)
            await call.RequestStream.WriteAsync(new ImportFormsRequest { CorrelationId = i, RequestId = $"{run}-{i}", Form = forms[i] });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private static Task RunAsync(Database database, string sql) => database.WriteAsync(
        async transaction =>
        {
            await using var command = transaction.Connection!.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, sql);
            return await command.ExecuteNonQueryAsync();
        },
        CancellationToken.None);

    private static async Task RefusedAsync(string[] fields, Func<Task> call)
    {
        var problem = await Fails.WithAsync(StatusCode.InvalidArgument, call);
        Assert.Equal(fields.Order(), problem.Fields.Select(field => field.Field).Order());
    }
}
