namespace Vamos.Fips.Instruments.FichaHogar;

using System.Globalization;
using Vamos.Fips.V1;
using Vamos.Translation.Delimited;

/// <summary>Puts a household and the sheets of its members together. The sheets come in the order of the households.</summary>
internal sealed class HouseholdAssembly
{
    private readonly InstrumentFile _households;
    private readonly InstrumentFile _members;
    private readonly InstrumentTerms _terms;
    private readonly DelimitedReader _sheet;
    private readonly DelimitedRecord _sheetRecord;
    private readonly IReadOnlyList<Sheet> _sheets;
    private readonly Func<FormMember> _readMember;
    private int _next;

    public HouseholdAssembly(
        InstrumentFile households, InstrumentFile members, InstrumentTerms terms, DelimitedReader sheet, IReadOnlyList<Sheet> sheets)
    {
        _households = households;
        _members = members;
        _terms = terms;
        _sheet = sheet;
        _sheetRecord = new DelimitedRecord(members.Layout, sheet);
        _sheets = sheets;
        _readMember = () => MemberSheet.Read(_sheetRecord);
    }

    /// <summary>The form of a household, or its lines to be set aside: in pieces, where there are more than any household has.</summary>
    public IEnumerable<ReadForm> Read(DelimitedReader line, int ordinal, bool isTwice)
    {
        var record = new DelimitedRecord(_households.Layout, line);
        var answers = record.Translate(() => HouseholdSheet.Read(record, _terms));
        var first = _next;
        while (_next < _sheets.Count && _sheets[_next].Household == ordinal)
            _next++;

        var own = _households.At(line);
        List<RowFlaw> flaws = [.. record.TakeFlaws().Select(flaw => Flaw(own, flaw))];
        if (isTwice)
            flaws.Add(Flaw(own, new FieldFlaw("P01A", "another line has the same number of a household, and sheets cannot be told apart")));
        var count = _next - first;
        if (count > FichaHogarReading.MostSheets)
        {
            flaws.Add(Flaw(own, new FieldFlaw("P01A", $"{count} sheets, more than a household can have ({FichaHogarReading.MostSheets})")));
            return SetAsideInPieces(own, flaws, first);
        }

        return [Assemble(answers, own, flaws, first)];
    }

    private ReadForm Assemble(HouseholdAnswers? answers, SourceLine own, List<RowFlaw> flaws, int first)
    {
        List<SourceLine> lines = [own];
        List<FormMember> members = [];
        for (var i = first; i < _next; i++)
        {
            var at = At(_sheets[i]);
            lines.Add(at);
            ReadSheet();
            if (_sheetRecord.Translate(_readMember) is { } member)
                members.Add(member);
            flaws.AddRange(_sheetRecord.TakeFlaws().Select(flaw => Flaw(at, flaw)));
        }

        // One sheet that was lost makes another household of it; sheets of guests may come on top.
        var count = _next - first;
        if (count == 0)
            flaws.Add(Flaw(own, new FieldFlaw("P01A", "no member has a sheet")));
        else if (answers?.People > count)
            flaws.Add(Flaw(own, new FieldFlaw("P14", $"{answers.People} people, and {count} sheets")));
        if (answers is null || flaws.Count != 0)
            return SetAside(lines, flaws);

        var form = answers.Form;
        form.Members.Add(members);
        var respondent = answers.Respondent?.ToString(CultureInfo.InvariantCulture);
        form.Interview.RespondentMemberId = members.Find(member => member.MemberId == respondent)?.MemberId ?? "";
        return new ReadForm(form, RequestId.Of(form, answers.Number), lines, []);
    }

    private IEnumerable<ReadForm> SetAsideInPieces(SourceLine own, List<RowFlaw> flaws, int first)
    {
        yield return SetAside([own], flaws);
        for (var i = first; i < _next; i++)
        {
            ReadSheet();
            var at = At(_sheets[i]);
            yield return SetAside([at], [Flaw(at, new FieldFlaw("", "of a household with more sheets than it can have"))]);
        }
    }

    private static ReadForm SetAside(List<SourceLine> lines, List<RowFlaw> flaws)
    {
        var named = flaws.Select(flaw => (flaw.File, flaw.Line)).ToHashSet();
        var cause = flaws[0];
        // A line that is sound goes where its household goes, and says why.
        flaws.AddRange(lines.Select(line => Flaw(line, new FieldFlaw("", $"its household cannot be read: {cause.File}, line {cause.Line}")))
            .Where(flaw => !named.Contains((flaw.File, flaw.Line))));
        return new ReadForm(null, "", lines, flaws);
    }

    private void ReadSheet()
    {
        if (!_sheet.Read())
            throw new IOException("the file changed while it was read");
    }

    private SourceLine At(Sheet sheet) => new(_members.Path, sheet.Line, sheet.Offset, sheet.Length);

    private static RowFlaw Flaw(SourceLine line, FieldFlaw flaw) => new(Path.GetFileName(line.File), line.Line, flaw.Column, flaw.Reason);
}
