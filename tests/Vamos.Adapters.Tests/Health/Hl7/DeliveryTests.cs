namespace Vamos.Adapters.Tests.Health.Hl7;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapter.V1;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Hl7.Mllp;
using Vamos.Adapters.Tests.Lab;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Message_arrives_one_byte_at_a_time()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        foreach (var one in MllpWriter.Frame(Encoding.UTF8.GetBytes(Sample.Vaccination)))
            await client.Stream.WriteAsync(new[] { one }, Hl7Lab.Deadline());
        Assert.Equal("CA", (await client.ReceiveAsync(Hl7Lab.Deadline())).Require("MSA").Field(1).Text);
    }

    [Fact]
    public async Task Several_messages_in_one_packet_are_answered_in_their_order()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        var ids = Enumerable.Range(1, 50).Select(n => $"{n}").ToArray();
        await client.Stream.WriteAsync(
            ids.SelectMany(id => MllpWriter.Frame(Encoding.UTF8.GetBytes(Sample.Adt("A08", id, identifiers: $"{id}^^^HIS^MR")))).ToArray(), Hl7Lab.Deadline());
        foreach (var id in ids)
            Assert.Equal(id, (await client.ReceiveAsync(Hl7Lab.Deadline())).Require("MSA").Field(2).Text);
        Assert.Equal(50, lab.Count("message"));
    }

    [Fact]
    public async Task Garbage_between_frames_and_cut_frames_do_not_disturb()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.Stream.WriteAsync(Encoding.Latin1.GetBytes("\0\u00FF\u001C\rMSH|\u000BMSH|^~\\&|cut"), Hl7Lab.Deadline());
        Assert.Equal("AA", (await client.SendAsync(Encoding.UTF8.GetBytes(Sample.Adt("A08", "1")), Hl7Lab.Deadline())).Require("MSA").Field(1).Text);
        Assert.Equal(1, lab.Count("message"));
        Assert.Equal(0, lab.Count("set_aside"));
    }

    [Fact]
    public async Task Message_that_is_cut_by_the_end_of_the_connection_leaves_nothing()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using (var client = await lab.ConnectAsync())
            await client.Stream.WriteAsync(MllpWriter.Frame(Encoding.UTF8.GetBytes(Sample.Adt("A08", "1"))).AsMemory()[..^2], Hl7Lab.Deadline());
        await lab.AcceptAsync(Sample.Adt("A08", "2"));
        Assert.Equal(1, lab.Count("message"));
    }

    [Fact]
    public async Task Message_whose_answer_was_lost_is_not_applied_twice()
    {
        await using var lab = await Hl7Lab.StartAsync();
        var message = Sample.Adt("A08", "1", pid: "Núñez^María");
        await using (var client = await lab.ConnectAsync())
            await MllpWriter.WriteAsync(client.Stream, Encoding.UTF8.GetBytes(message), Hl7Lab.Deadline());
        await WaitFor.TrueAsync(() => lab.Count("message") == 1, "the message to be stored");
        await lab.RestartAsync();
        var position = await lab.Part.ReadChangesAsync(null, default);
        await lab.AcceptAsync(message, message.Replace("|20261120080000||ADT", "|20261120083000||ADT", StringComparison.Ordinal));
        Assert.Equal(1, lab.Count("message"));
        Assert.Empty((await lab.Part.ReadChangesAsync(position.Position, default)).Changes);
    }

    [Fact]
    public async Task Number_that_a_sender_uses_again_for_something_else_does_not_lose_it()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt("A08", "1", pid: "Nunez^Maria"), Sample.Adt("A08", "1", "20261120090000", pid: "Núñez^María"));
        Assert.Equal("Núñez", (await lab.AskAsync()).Person.Name.FirstSurname);
    }

    [Fact]
    public async Task Message_above_the_limit_is_refused_and_the_connection_goes_on()
    {
        await using var lab = await Hl7Lab.StartAsync(settings => settings with { Limits = new Hl7Limits { MessageBytes = 4096 } });
        await using var client = await lab.ConnectAsync();
        var answer = await client.SendAsync(Encoding.UTF8.GetBytes(Sample.Adt("A08", "N-1", more: new string('Z', 1_000_000))), Hl7Lab.Deadline());
        Assert.Equal(("AR", "N-1"), (answer.Require("MSA").Field(1).Text, answer.Require("MSA").Field(2).Text));
        Assert.Equal("AA", (await client.SendAsync(Encoding.UTF8.GetBytes(Sample.Adt("A08", "N-2")), Hl7Lab.Deadline())).Require("MSA").Field(1).Text);
    }

    [Fact]
    public async Task Silent_connection_is_closed()
    {
        await using var lab = await Hl7Lab.StartAsync(settings => settings with { IdleTimeout = TimeSpan.FromMilliseconds(200) });
        await using var client = await lab.ConnectAsync();
        await Assert.ThrowsAsync<IOException>(() => client.ReceiveAsync(Hl7Lab.Deadline()));
    }

    [Fact]
    public async Task Connection_above_the_limit_is_closed_at_once()
    {
        await using var lab = await Hl7Lab.StartAsync(settings => settings with { MaxConnections = 1 });
        await using var first = await lab.ConnectAsync();
        Assert.Equal("AA", (await first.SendAsync(Encoding.UTF8.GetBytes(Sample.Adt("A08", "1")), Hl7Lab.Deadline())).Require("MSA").Field(1).Text);
        await using var second = await lab.ConnectAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => second.SendAsync(Encoding.UTF8.GetBytes(Sample.Adt("A08", "2")), Hl7Lab.Deadline()));
    }

    [Fact]
    public async Task Messages_come_over_tls_where_the_settings_name_certificates()
    {
        using var own = DevelopmentCertificates.Folder.OpenIdentity("mds");
        using var hospital = DevelopmentCertificates.Folder.LoadIdentity("utgs");
        await using var lab = await Hl7Lab.StartAsync(settings => settings with { Tls = own });
        await using (var plain = await lab.ConnectAsync())
            await Assert.ThrowsAnyAsync<IOException>(() => plain.SendAsync(Encoding.UTF8.GetBytes(Sample.Update), Hl7Lab.Deadline()));

        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(lab.Address, Hl7Lab.Deadline());
        await using var tls = new System.Net.Security.SslStream(socket.GetStream());
        var options = hospital.ClientOptions("mds");
        options.TargetHost = "localhost";
        await tls.AuthenticateAsClientAsync(options, Hl7Lab.Deadline());
        await MllpWriter.WriteAsync(tls, Encoding.UTF8.GetBytes(Sample.Update), Hl7Lab.Deadline());
        var answer = Assert.NotNull(await new MllpReader(tls, 10_000).ReadAsync(Hl7Lab.Deadline()));
        Assert.Equal("AA", Hl7Message.Parse(answer.Content.Span, Hl7CharacterSet.Utf8).Require("MSA").Field(1).Text);
    }

    [Fact]
    public async Task Stop_while_messages_come_loses_none_that_was_acknowledged()
    {
        await using var lab = await Hl7Lab.StartAsync();
        var acknowledged = 0;
        var senders = Enumerable.Range(0, 4).Select(sender => Task.Run(async () =>
        {
            try
            {
                await using var client = await lab.ConnectAsync();
                for (var n = 0; ; n++)
                {
                    var answer = await client.SendAsync(Encoding.UTF8.GetBytes(Sample.Adt("A08", $"{sender}-{n}")), Hl7Lab.Deadline());
                    Assert.Equal("AA", answer.Require("MSA").Field(1).Text);
                    Interlocked.Increment(ref acknowledged);
                }
            }
            catch (IOException)
            {
            }
        })).ToArray();
        await WaitFor.TrueAsync(() => Volatile.Read(ref acknowledged) > 50, "some messages to be acknowledged");
        await lab.StopPartAsync();
        await Task.WhenAll(senders).WaitAsync(Hl7Lab.Deadline());
        Assert.InRange(lab.Count("message"), acknowledged, acknowledged + 4);
    }

    [Fact]
    public async Task Many_connections_share_commits_and_keep_everything()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(sender => Task.Run(async () =>
        {
            await using var client = await lab.ConnectAsync();
            for (var n = 0; n < 50; n++)
            {
                var message = n % 2 == 0
                    ? Sample.Vxu($"{sender}-{n}", date: $"202601{1 + (n / 2 % 28):00}", filler: $"{sender}-{n}^P")
                    : Sample.Adt("A08", $"{sender}-{n}", identifiers: $"{sender}^^^HIS^MR~{99001000 + sender}^^^^NI", pid: "Núñez^María");
                Assert.Equal("AA", (await client.SendAsync(Encoding.UTF8.GetBytes(message), Hl7Lab.Deadline(60))).Require("MSA").Field(1).Text);
            }
        })));
        Assert.Equal(800, lab.Count("message"));
        Assert.Equal(25, (await lab.AskAsync()).Immunizations.Count);
        Assert.Equal(17, lab.Count("patient"));
        Assert.True(lab.Part.Commits < 800, "no two messages shared a commit");
    }

    [Fact]
    public async Task Any_order_of_the_same_messages_leads_to_the_same_knowledge()
    {
        string[] messages =
        [
            Sample.Adt("A04", "1", "20261120080000", pid: "Nunez^Maria||1992|F"),
            Sample.Adt("A08", "2", "20261120090000", pid: "Núñez^María||19920722"),
            Sample.Adt("A08", "3", "20261120100000", pid: "||\"\"" + new string('|', 22) + "20261101|Y"),
            Sample.Adt("A31", "4", "20261120110000", pid: new string('|', 25) + "N"),
            Sample.Vxu("5", filler: "7^P", time: "20261120080000"),
            Sample.Vxu("6", filler: "7^P", date: "20261118", action: "U", time: "20261120090000"),
            Sample.Vxu("7", "21^Varicela^CVX", filler: "8^P", time: "20261120080000"),
            Sample.Vxu("8", "21^Varicela^CVX", filler: "8^P", action: "D", time: "20261120100000"),
        ];
        PersonRecords? expected = null;
        foreach (var order in Gen.Shuffle(messages).Sample(12).Prepend(messages))
        {
            await using var lab = await Hl7Lab.StartAsync();
            await lab.AcceptAsync(order);
            var records = await lab.AskAsync();
            expected ??= records;
            Assert.Equal(expected, records);
        }

        Assert.Equal("2026-11-18", Assert.Single(expected!.Immunizations).OccurrenceDate.ToIso());
    }
}
