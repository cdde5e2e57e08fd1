namespace Vamos.Adapters.Tests.Hl7;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Health.Hl7;
using Vamos.Adapters.Health.Hl7.Events;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Tests.Health.Hl7;

public sealed class Hl7RobustnessTests
{
    private static readonly HealthEventReader Reader = new(new Hl7Settings { Store = "" }, TimeProvider.System);
    private static readonly byte[][] Samples = [.. Sample.All.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Any_bytes_are_understood_or_refused() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<byte[]>().Or(ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => (byte[])[.. "MSH|^~\\&|"u8, .. bytes])).ToArbitrary(),
        IsUnderstoodOrRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_truncation_is_understood_or_refused()
    {
        foreach (var sample in Samples)
        {
            for (var length = 0; length <= sample.Length; length++)
                Assert.True(IsUnderstoodOrRefused(sample[..length]));
        }
    }

    [Fact]
    public void Any_mutation_is_understood_or_refused() => Prop.ForAll(
        (from sample in Gen.Elements(Samples)
         from changes in (from at in Gen.Choose(0, sample.Length - 1)
                          from to in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements("|^~\\&\"\r\n".Select(c => (int)c).ToArray()))
                          select (at, to)).NonEmptyListOf()
         select Mutate(sample, changes)).ToArbitrary(),
        IsUnderstoodOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData('|')]
    [InlineData('^')]
    [InlineData('~')]
    [InlineData('&')]
    [InlineData('\\')]
    [InlineData('\r')]
    [InlineData('"')]
    public void Megabyte_of_one_delimiter_takes_no_time(char delimiter)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.True(IsUnderstoodOrRefused(Encoding.ASCII.GetBytes(Sample.Update + "PID|1||" + new string(delimiter, 1_000_000))));
        var inside = Sample.Update.Replace("99000004", new string(delimiter, 1_000_000), StringComparison.Ordinal);
        Assert.True(IsUnderstoodOrRefused(Encoding.UTF8.GetBytes(inside)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Refusal_quotes_nothing_of_the_message() => Prop.ForAll(
        (from sample in Gen.Elements(Samples)
         from at in Gen.Choose(0, sample.Length - 1)
         from to in Gen.Choose(0, 255)
         select Mutate(sample, [(at, to)])).ToArbitrary(),
        bytes =>
        {
            try
            {
                Reader.Read(Hl7Message.Parse(bytes, Hl7CharacterSet.Utf8));
                return true;
            }
            catch (Hl7Exception flaw)
            {
                return !Sample.Secrets.Any(secret => flaw.Message.Contains(secret, StringComparison.OrdinalIgnoreCase));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static bool IsUnderstoodOrRefused(byte[] bytes)
    {
        try
        {
            var message = Hl7Message.Parse(bytes, Hl7CharacterSet.Utf8);
            foreach (var segment in message.Segments)
            {
                for (var field = 1; field < 40; field++)
                    _ = segment.Field(field).Component(2).Text + segment.Field(field).Repetitions.LastOrDefault().Subcomponent(2).Text;
            }

            Reader.Read(message);
        }
        catch (Hl7Exception flaw)
        {
            return flaw.Message.Length is > 0 and < 200;
        }

        return true;
    }

    private static byte[] Mutate(byte[] sample, IEnumerable<(int At, int To)> changes)
    {
        var bytes = sample.ToArray();
        foreach (var (at, to) in changes)
            bytes[at] = (byte)to;
        return bytes;
    }
}
