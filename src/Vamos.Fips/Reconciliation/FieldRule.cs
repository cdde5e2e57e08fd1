namespace Vamos.Fips.Reconciliation;

using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>How one field of a form is taken from several forms.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsNested">Whether it is merged field by field itself.</param>
/// <param name="Governor">
/// What must be answered alike before an older form may fill the field: why somebody does not work is of no use when the newer form says that he
/// does. Null for a field that stands for itself.
/// </param>
internal sealed record FieldRule(FieldDescriptor Field, bool IsNested, Func<IMessage, object?>? Governor)
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldRule[]> Read = new();

    private static readonly FrozenSet<MessageDescriptor> Nested =
        new[] { Place.Descriptor, Dwelling.Descriptor, Assets.Descriptor, Schooling.Descriptor, HealthAnswers.Descriptor, Work.Descriptor }.ToFrozenSet();

    // Merged by rules of their own.
    private static readonly FrozenSet<FieldDescriptor> Apart = new[]
    {
        Of(FormMember.Descriptor, FormMember.MemberIdFieldNumber),
        Of(FormMember.Descriptor, FormMember.KinshipFieldNumber),
        Of(FormMember.Descriptor, FormMember.ProvisionalIdsFieldNumber),
        Of(FormMember.Descriptor, FormMember.ReasonWithoutDocumentFieldNumber),
        Of(FormMember.Descriptor, FormMember.NameFieldNumber),
        Of(FormMember.Descriptor, FormMember.BirthDateFieldNumber),
        Of(FormMember.Descriptor, FormMember.IndigenousFieldNumber),
        Of(FormMember.Descriptor, FormMember.PartnerMemberIdFieldNumber),
        Of(FormMember.Descriptor, FormMember.FatherMemberIdFieldNumber),
        Of(FormMember.Descriptor, FormMember.MotherMemberIdFieldNumber),
        Of(HealthAnswers.Descriptor, HealthAnswers.DisabilitiesFieldNumber),
        Of(HealthAnswers.Descriptor, HealthAnswers.DisabilityCauseFieldNumber),
        Of(HealthAnswers.Descriptor, HealthAnswers.NeedsHelpWithFieldNumber),
        Of(HealthAnswers.Descriptor, HealthAnswers.DisabilityAskedFieldNumber),
    }.ToFrozenSet();

    private static readonly FrozenDictionary<FieldDescriptor, Func<IMessage, object?>> Governors = new Dictionary<FieldDescriptor, Func<IMessage, object?>>
    {
        [Of(Place.Descriptor, Place.AreaFieldNumber)] = District,
        [Of(Place.Descriptor, Place.LocalityFieldNumber)] = District,
        [Of(Dwelling.Descriptor, Dwelling.BedroomsFieldNumber)] = message => message is Dwelling { HasRooms: true } dwelling ? dwelling.Rooms : null,
        [Of(Dwelling.Descriptor, Dwelling.WaterSupplyPlaceFieldNumber)] =
            message => message is Dwelling { WaterSource: not WaterSource.Unspecified } dwelling ? dwelling.WaterSource : null,
        [Of(Schooling.Descriptor, Schooling.ReasonNotAttendingFieldNumber)] =
            message => message is Schooling { HasAttends: true } schooling ? schooling.Attends : null,
        [Of(Schooling.Descriptor, Schooling.LastCourseFieldNumber)] =
            message => message is Schooling { Level: not EducationLevel.Unspecified } schooling ? schooling.Level : null,
        [Of(Work.Descriptor, Work.ReasonNotWorkingFieldNumber)] = message => Worked(message),
        [Of(Work.Descriptor, Work.OccupationFieldNumber)] = message => Worked(message),
        [Of(Work.Descriptor, Work.ActivityFieldNumber)] = message => Worked(message),
        [Of(Work.Descriptor, Work.StatusFieldNumber)] = message => Worked(message),
        [Of(FormMember.Descriptor, FormMember.IncomesFieldNumber)] = message => message is FormMember member ? Worked(member.Work) : null,
    }.ToFrozenDictionary();

    /// <summary>The rules of a message, those of governed fields last.</summary>
    public static IReadOnlyList<FieldRule> Of(MessageDescriptor message) => Read.GetOrAdd(message, static read =>
    [
        .. read.Fields.InFieldNumberOrder()
            .Where(field => !Apart.Contains(field))
            .Select(field => new FieldRule(
                field,
                field is { FieldType: FieldType.Message, IsRepeated: false } && Nested.Contains(field.MessageType),
                Governors.GetValueOrDefault(field)))
            .OrderBy(rule => rule.Governor is not null),
    ]);

    /// <summary>Whether a message answers the field.</summary>
    public bool IsAnswered(IMessage message) => Field.HasPresence
        ? Field.Accessor.HasValue(message)
        : Field.Accessor.GetValue(message) switch
        {
            string text => text.Length != 0,
            System.Collections.ICollection list => list.Count != 0,
            bool flag => flag,
            Enum value => Convert.ToInt32(value) != 0,
            long number => number != 0,
            int number => number != 0,
            var other => other is not null,
        };

    /// <summary>Whether a form may fill what counts so far.</summary>
    public bool MayFill(IMessage target, IMessage from) =>
        Governor is null || ReferenceEquals(target, from) || Governor(target) is not { } mine || Governor(from) is not { } other || mine.Equals(other);

    private static FieldDescriptor Of(MessageDescriptor message, int number) => message.FindFieldByNumber(number);

    private static string? District(IMessage message) => message is Place { DistrictCode.Length: > 0 } place ? place.DistrictCode : null;

    private static bool? Worked(IMessage? message) => message is Work { HasWorked: true } work ? work.Worked : null;
}
