namespace Vamos.Fips.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>Merges what the forms of a household say about one person.</summary>
internal sealed class MemberMerge(HouseholdPeople household, ConflictList conflicts)
{
    private readonly FieldMerge _fields = new(conflicts);

    /// <summary>The person as the household's view shows him or her.</summary>
    public FormMember Of(KnownPerson person, string path)
    {
        var sources = person.Statements.ConvertAll(statement => new Source<FormMember>(statement.Member, statement.Form));
        var member = sources[0].Message.Clone();
        member.MemberId = person.MemberId;
        if (sources.Count > 1)
        {
            _fields.Complete(member, sources.ConvertAll(source => source.AsMessage()), path);
            Names(member, sources, $"{path}.name");
            Births(member, sources, $"{path}.birth_date");
            Peoples(member, sources, $"{path}.indigenous");
            Kinships(member, person, $"{path}.kinship");
            if (member.NationalId is null && member.ReasonWithoutDocument == ReasonWithoutDocument.Unspecified)
                member.ReasonWithoutDocument = sources.Select(source => source.Message.ReasonWithoutDocument).FirstOrDefault(reason => reason != 0);
        }

        var ids = person.ProvisionalIds(household.HouseholdId);
        member.ProvisionalIds.Clear();
        member.ProvisionalIds.Add(ids.Select(id => id.Clone()));
        return member;
    }

    // A name is one answer, since parts of two names would make a third one; what the first leaves out a name that goes with it may add.
    private void Names(FormMember member, List<Source<FormMember>> sources, string path)
    {
        var named = sources.FindAll(source => source.Message.Name is { } name && (name.FirstGivenName.Length != 0 || name.FirstSurname.Length != 0));
        if (named.Count == 0)
            return;
        var name = member.Name = named[0].Message.Name.Clone();
        foreach (var other in named.Skip(1).Select(source => source.Message.Name))
        {
            if (!GoesWith(name.FirstGivenName, other.FirstGivenName) || !GoesWith(name.FirstSurname, other.FirstSurname))
                continue;
            name.FirstGivenName = name.FirstGivenName.Length != 0 ? name.FirstGivenName : other.FirstGivenName;
            name.OtherGivenNames = name.OtherGivenNames.Length != 0 ? name.OtherGivenNames : other.OtherGivenNames;
            name.FirstSurname = name.FirstSurname.Length != 0 ? name.FirstSurname : other.FirstSurname;
            name.SecondSurname = name.SecondSurname.Length != 0 ? name.SecondSurname : other.SecondSurname;
            name.MarriedSurname = name.MarriedSurname.Length != 0 ? name.MarriedSurname : other.MarriedSurname;
        }

        Disagree(named, source => source.Message.Name, other => Agrees(name, other), path);
    }

    private void Births(FormMember member, List<Source<FormMember>> sources, string path)
    {
        var dated = sources.FindAll(source => source.Message.BirthDate is { Year: not 0 });
        if (dated.Count == 0)
            return;
        var birth = dated[0].Message.BirthDate;
        foreach (var other in dated.Select(source => source.Message.BirthDate))
        {
            if (Completes(birth, other))
                birth = other;
        }

        member.BirthDate = birth.Clone();
        Disagree(dated, source => source.Message.BirthDate, other => birth.Equals(other) || Completes(other, birth), path);
    }

    private void Peoples(FormMember member, List<Source<FormMember>> sources, string path)
    {
        var asked = sources.FindAll(source => source.Message.Indigenous is not null);
        if (asked.Count == 0)
            return;
        var status = member.Indigenous = asked[0].Message.Indigenous.Clone();
        foreach (var other in asked.Select(source => source.Message.Indigenous).Where(other => other.Indigenous == status.Indigenous))
        {
            status.People = status.People.Length != 0 ? status.People : other.People;
            status.Community = status.Community.Length != 0 ? status.Community : other.Community;
            if (!status.HasCommunityRegistered && other.HasCommunityRegistered)
                status.CommunityRegistered = other.CommunityRegistered;
        }

        Disagree(asked, source => source.Message.Indigenous, other => other.Indigenous == status.Indigenous, path);
    }

    // Kinship is seen from the head, so that only forms with the same head can disagree about it or fill it.
    private void Kinships(FormMember member, KnownPerson person, string path)
    {
        var head = household.HeadOf(household.Whole);
        var comparable = person.Statements
            .Where(statement => statement.Member.Kinship != Kinship.Unspecified && FormOrder.CoversHousehold(statement.Form)
                && (ReferenceEquals(statement.Form, household.Whole) || (head is not null && household.HeadOf(statement.Form) == head)))
            .Select(statement => new Source<FormMember>(statement.Member, statement.Form))
            .ToList();
        if (comparable.Count == 0)
            return;
        member.Kinship = comparable[0].Message.Kinship;
        Disagree(comparable, source => source.Message.Kinship, other => other == member.Kinship, path);
    }

    private void Disagree<T>(List<Source<FormMember>> sources, Func<Source<FormMember>, T> value, Func<T, bool> agrees, string path)
    {
        if (sources.TrueForAll(source => agrees(value(source))))
            return;
        foreach (var source in sources)
            conflicts.Add(path, value(source)!, source.Form);
    }

    private static bool GoesWith(string one, string other) => one.Length == 0 || other.Length == 0 || PlainName.SameWords(one, other);

    private static bool Agrees(PersonName name, PersonName other) =>
        GoesWith(name.FirstGivenName, other.FirstGivenName) && GoesWith(name.OtherGivenNames, other.OtherGivenNames)
        && GoesWith(name.FirstSurname, other.FirstSurname) && GoesWith(name.SecondSurname, other.SecondSurname)
        && GoesWith(name.MarriedSurname, other.MarriedSurname);

    private static bool Completes(Date partial, Date whole) =>
        partial.Year == whole.Year && partial.Day == 0 && (partial.Month == 0 ? whole.Month != 0 : partial.Month == whole.Month && whole.Day != 0);
}
