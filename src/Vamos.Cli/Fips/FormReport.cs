namespace Vamos.Cli.Fips;

using Google.Protobuf.Reflection;
using Spectre.Console;
using Vamos.Cli.Reports;
using Vamos.Clients.Fips;
using Vamos.Fips.V1;

/// <summary>A household form, for people to read. Sections without content are left out.</summary>
internal static class FormReport
{
    public static void Write(IAnsiConsole console, FormAnswer answer, DateOnly today)
    {
        foreach (var section in Sections(answer.Form, today))
            SectionWriter.Write(console, section);
        if (answer.ExchangeId.Length != 0)
            console.Write(new Text($"Exchange {SectionWriter.Plain(answer.ExchangeId)}\n"));
    }

    /// <summary>The index in words; empty when there is none.</summary>
    public static string Index(QualityOfLifeIndex? index)
    {
        if (index is null)
            return "";
        var weights = $"{Wording.Of(index.Area)} weights {index.WeightsVersion}".Trim();
        var missing = index.MissingVariables.Count == 0 ? "" : $"; at least, since {index.MissingVariables.Count} variables have no answer";
        return $"{Wording.Number(index.Value)} of 100 ({weights}{missing})";
    }

    private static IEnumerable<Section> Sections(IntegratedProtectionForm form, DateOnly today)
    {
        var interview = form.Interview ?? new Interview();
        yield return Section.OfFacts(
            form.FormId.Length == 0 ? "Form" : $"Form {form.FormId}, version {form.Version}",
            ("Household", form.HouseholdId),
            ("Interview", Wording.Date(interview.Date)),
            ("Instrument", Wording.Of(interview.Instrument)),
            ("Institution", interview.Institution),
            ("Form number", interview.FormNumber),
            ("Interviewer", interview.Interviewer),
            ("Answered by", interview.RespondentMemberId.Length == 0 ? "" : $"member {interview.RespondentMemberId}"),
            ("Place", Wording.Place(interview.Place)),
            ("Position", interview.HasLatitude && interview.HasLongitude ? FormattableString.Invariant($"{interview.Latitude}, {interview.Longitude}") : ""),
            ("Remarks", interview.Remarks),
            ("ICV", Index(form.QualityOfLifeIndex)),
            ("Stored", Wording.Second(form.UpdateTime)),
            ("Submitted by", form.Provenance?.Institution ?? ""));
        yield return Dwelling(form.Dwelling ?? new Dwelling());
        yield return Assets(form.Assets ?? new Assets());
        yield return FormMemberSections.Who(form.Members, today);
        yield return FormMemberSections.Life(form.Members);
        yield return FormMemberSections.Incomes(form.Members);
        foreach (var section in IndexSections(form.QualityOfLifeIndex))
            yield return section;
        yield return Conflicts(form);
        yield return Changes(form);
    }

    private static Section Dwelling(Dwelling d) => Section.OfFacts(
        "Dwelling",
        ("Walls", Wording.Of(d.Walls)),
        ("Floor", Wording.Of(d.Floor)),
        ("Roof", Wording.Of(d.Roof)),
        ("Tenure", Wording.Of(d.Tenure)),
        ("Rooms", d.HasRooms ? $"{d.Rooms}" : ""),
        ("Bedrooms", d.HasBedrooms ? $"{d.Bedrooms}" : ""),
        ("Kitchen", Wording.YesNo(d.HasKitchen, d.Kitchen)),
        ("Cooks with", Wording.Of(d.CookingFuel)),
        ("Bathroom", Wording.Of(d.Bathroom)),
        ("Sanitation", Wording.Of(d.Sanitation)),
        ("Water from", Wording.Of(d.WaterSource)),
        ("Water drawn", Wording.Of(d.WaterSupplyPlace)),
        ("Electricity", Wording.YesNo(d.HasElectricity, d.Electricity)),
        ("Rubbish", Wording.Of(d.WasteDisposal)));

    private static Section Assets(Assets assets)
    {
        var things = Vamos.Fips.V1.Assets.Descriptor.Fields.InFieldNumberOrder().Where(field => field.FieldType == FieldType.Bool).ToArray();
        return Section.OfFacts(
            "Assets",
            ("Has", Things(field => field.Accessor.HasValue(assets) && (bool)field.Accessor.GetValue(assets))),
            ("Has not", Things(field => field.Accessor.HasValue(assets) && !(bool)field.Accessor.GetValue(assets))),
            ("Cattle", assets.HasCattle ? $"{assets.Cattle}" : ""));

        string Things(Func<FieldDescriptor, bool> are) => string.Join(", ", things.Where(are).Select(field => field.Name.Replace('_', ' ')));
    }

    private static IEnumerable<Section> IndexSections(QualityOfLifeIndex? index)
    {
        if (index is null)
            yield break;
        yield return Section.Of(
            $"Quality of life index (ICV): {Wording.Number(index.Value)} of 100",
            index.Contributions,
            ("Variable", c => c.Name.Length == 0 ? c.Variable : c.Name),
            ("Category", c => c.Category),
            ("Points", c => Wording.Number(c.Points)),
            ("Of", c => Wording.Number(c.Maximum)));
        yield return Section.OfFacts("", ("Without an answer", string.Join(", ", index.MissingVariables)));
    }

    private static Section Conflicts(IntegratedProtectionForm form) => Section.Of(
        "Where the forms of the household disagree; what counts stands first",
        form.Conflicts.SelectMany(conflict => conflict.Statements.Select((statement, i) => (Field: i == 0 ? conflict.Field : "", Says: statement))),
        ("About", c => c.Field),
        ("Says", c => c.Says.Value),
        ("Instrument", c => Wording.Of(c.Says.Instrument)),
        ("Interview", c => Wording.Date(c.Says.InterviewDate)),
        ("Form", c => c.Says.FormId),
        ("Submitted by", c => c.Says.Provenance?.Institution ?? ""));

    private static Section Changes(IntegratedProtectionForm form) => Section.Of(
        "What became of the household",
        form.HouseholdChanges,
        ("When", c => Wording.Second(c.ChangeTime)),
        ("", c => Wording.Of(c.Kind)),
        ("Other household", c => c.OtherHouseholdId),
        ("Shown by form", c => c.FormId));
}
