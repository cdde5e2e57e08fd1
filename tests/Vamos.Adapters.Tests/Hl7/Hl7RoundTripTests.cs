namespace Vamos.Adapters.Tests.Hl7;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Hl7;

public sealed class Hl7RoundTripTests
{
    [Fact]
    public void Any_text_in_any_place_is_read_as_it_was_written() => Prop.ForAll(
        (from set in Hl7Texts.CharacterSets
         from delimiters in Hl7Texts.Delimiters
         from texts in Hl7Texts.TextsOf(set).ArrayOf(8)
         select (set, delimiters, texts)).ToArbitrary(),
        given =>
        {
            var (set, delimiters, t) = given;
            var writer = new Hl7Writer(new Hl7Encoding(delimiters, set));
            writer.Header("MSH").Skip(15).Field(set.Name);
            writer.Segment("ZZ1").Field(t[0]).Skip(1).Field(t[1], t[2]).Repeat(t[3], t[4]);
            writer.Segment("ZZ2").Field([[[t[5], t[6]], [t[7]]], [["x"]]]).NullField();

            var message = Hl7Message.Parse(writer.ToBytes(), Hl7CharacterSet.Ascii);
            var (first, second) = (message[1], message[2]);
            var repetitions = first.Field(3).Repetitions.ToArray();
            return message.Encoding == new Hl7Encoding(delimiters, set)
                && message.Count == 3
                && first.Field(1).Text == t[0]
                && !first.Field(1).IsNull
                && first.Field(3).Component(1).Text == t[1]
                && first.Field(3).Component(2).Text == t[2]
                && repetitions[1].Component(1).Text == t[3]
                && repetitions[1].Component(2).Text == t[4]
                && second.Field(1).Subcomponent(1).Text == t[5]
                && second.Field(1).Subcomponent(2).Text == t[6]
                && second.Field(1).Component(2).Text == t[7]
                && second.Field(1).Repetitions.Last().Text == "x"
                && second.Field(2).IsNull;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_tree_of_parts_is_read_as_it_was_written_but_for_empty_ends() => Prop.ForAll(
        (from delimiters in Hl7Texts.Delimiters
         from tree in Hl7Texts.TextsOf(Hl7CharacterSet.Utf8).ArrayOf().ArrayOf().ArrayOf()
         select (delimiters, tree)).ToArbitrary(),
        given =>
        {
            var writer = new Hl7Writer(new Hl7Encoding(given.delimiters, Hl7CharacterSet.Utf8));
            writer.Header("MSH").Segment("ZZZ").Field(given.tree).Field("end");
            var message = Hl7Message.Parse(writer.ToBytes(), Hl7CharacterSet.Utf8);
            var field = message[1].Field(1);
            var repetitions = field.Repetitions.ToArray();
            if (message[1].Field(2).Text != "end" || repetitions.Length > Math.Max(1, given.tree.Length))
                return false;
            for (var r = 0; r < given.tree.Length; r++)
            {
                for (var c = 0; c < given.tree[r].Length; c++)
                {
                    for (var s = 0; s < given.tree[r][c].Length; s++)
                    {
                        var read = r < repetitions.Length ? repetitions[r].Component(c + 1).Subcomponent(s + 1).Text : "";
                        if (read != given.tree[r][c][s])
                            return false;
                    }
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Letter_that_the_set_lacks_is_refused_not_replaced()
    {
        var writer = new Hl7Writer(new Hl7Encoding(Hl7Delimiters.Standard, Hl7CharacterSet.Latin1));
        writer.Header("MSH").Segment("PID").Field("Arasỹ");
        Assert.Throws<Hl7Exception>(writer.ToBytes);
    }

    [Fact]
    public void What_is_empty_at_the_end_is_left_out()
    {
        var writer = new Hl7Writer().Header("MSH").Field("HIS").Skip(3).Segment("PID").Skip(1).Field("a", "", null).Field("", "").Skip(4).Segment("PV1");
        Assert.Equal("MSH|^~\\&|HIS\rPID||a\rPV1\r", writer.ToString());
    }
}
