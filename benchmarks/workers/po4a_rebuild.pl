# po4a as a library: what po4a-updatepo and po4a-translate do to each file of a folder.
# Answers requests as loop.py does.
use strict;
use warnings;
use JSON::PP;
use Locale::Po4a::Chooser;

open( my $channel, '>&', \*STDOUT ) or die;
open( STDOUT, '>&', \*STDERR )      or die;
$channel->autoflush(1);

sub processor { my ( $own, $system ) = times; return $own + $system }
sub names { my ($folder) = @_; opendir( my $d, $folder ) or die; return sort grep { !/^\./ } readdir $d }
sub document { return Locale::Po4a::Chooser::new( 'text', markdown => 1, yfm_keys => 'title,description' ) }

while ( my $line = <STDIN> ) {
    my $ask   = decode_json($line);
    my @names = names( $ask->{articles} );
    my $start = processor();
    for my $name (@names) {
        my $document = document();
        my %inputs   = ( file_in_name => ["$ask->{articles}/$name"],
                         file_in_charset => 'UTF-8', file_out_charset => 'UTF-8' );
        if ( $ask->{do} eq 'extract' ) {
            $document->process( %inputs, po_in_name => [], po_out_name => "$ask->{catalogs}/$name.po" );
            $document->getpoout()->write("$ask->{catalogs}/$name.po");
        } else {
            $document->process( %inputs, po_in_name => ["$ask->{catalogs}/$name.po"] );
            $document->write("$ask->{out}/$name");
        }
    }
    print $channel encode_json( { seconds => processor() - $start } ), "\n";
}
